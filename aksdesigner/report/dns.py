"""The answer to a name, in JSON and in words."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from aksdesigner.analysis.facts.names import Resolution
from aksdesigner.analysis.queries.shapes import resolution_data
from aksdesigner.report.text import told

_STYLES = {"private": "bold green", "public": "bold yellow"}


def dns_data(found: Resolution) -> dict[str, Any]:
    """Return the answer with its keys of the command line: answer, ip, zone, chain, steps ..."""
    return resolution_data(found)


def dns_text(fqdn: str, found: Resolution) -> RenderableType:
    """Return the answer, and each question that was asked on the way to it."""
    head = Text(found.answer, style=_STYLES.get(found.answer, "bold red"))
    details = [str(found.ip) if found.ip else "", f"zone {found.zone}" if found.zone else ""]
    details += [found.reason or ""]
    plain = ", ".join(detail for detail in details if detail)
    head.append(f" ({plain})" if plain else "", style="")
    parts: list[RenderableType] = [told(fqdn, "bold"), head]
    if len(found.chain) > 1:
        parts.append(told(" -> ".join(found.chain)))
    parts += [told(f"{order}. {step}") for order, step in enumerate(found.steps, start=1)]
    return Group(*parts)
