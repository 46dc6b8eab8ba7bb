"""Frontends and rules of a load balancer, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.load_balancer import LoadBalancer

BACKEND = "backend"
PROBE = "probe"
RULE = "rule"
OUTBOUND = "outbound"


@dataclass(frozen=True)
class Balancing:
    """What a balancer does: frontends with their public addresses, an inbound rule, outbound.

    `port` is None without an inbound rule and 0 for all ports.
    """

    frontends: tuple[tuple[str, str | None], ...]
    port: int | None
    probe: int | None
    outbound: bool


def balancing_of(draft: Draft, key: Key, balancer: LoadBalancer) -> Balancing:
    """Return what a drawn load balancer means, and report what Azure can't do."""
    public = balancer.type == "public"
    frontends = tuple(
        (
            with_suffix("frontend", suffix),
            draft.names.derived(
                "pip", with_suffix(real_name(balancer), suffix), key, f"pip {suffix}"
            )
            if public
            else None,
        )
        for suffix in (numbered(balancer.public_ips) if public else [""])
    )
    for backend in balancer.backends:
        if split_key(backend)[0] not in ("vm", "nva") or draft.design.is_existing(backend):
            draft.omit(key, "backends", f"{backend} joins the backend pool by other means")
    port = _port(draft, key, balancer)
    outbound = public and (balancer.outbound_only or balancer.public_ips > 1)
    return Balancing(frontends, port, _number(draft, key, balancer, "probe_port"), outbound)


def _port(draft: Draft, key: Key, balancer: LoadBalancer) -> int | None:
    if balancer.outbound_only:
        return None
    if balancer.ha_ports:
        return 0
    return _number(draft, key, balancer, "port")


def _number(draft: Draft, key: Key, balancer: LoadBalancer, name: str) -> int | None:
    text: str | None = getattr(balancer, name)
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    draft.omit(key, name, f"a load balancer takes one port number, not {text}")
    return None
