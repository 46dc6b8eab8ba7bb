"""What listeners of gateways and Front Door speak, judged by the port."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key

TLS_PORTS = frozenset({443, 8443})


def is_tls(port: int) -> bool:
    """Return whether a listener on a port speaks HTTPS: on 443 and 8443, as everywhere."""
    return port in TLS_PORTS


def one_port(draft: Draft, key: Key, field: str, text: str, default: int) -> int:
    """Return the one port that a field says; anything else is reported and replaced."""
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    draft.omit(key, field, f"it takes one port number, not {text}: {default} is written")
    return default
