"""Frontends and rules of a load balancer, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.public_address import Slot, slots_of, zones_of_addresses
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.load_balancer import LoadBalancer

BACKEND = "backend"
PROBE = "probe"
RULE = "rule"
OUTBOUND = "outbound"


@dataclass(frozen=True)
class Balancing:
    """What a balancer does: frontends with their public addresses, an inbound rule, outbound.

    `port` is None without an inbound rule and 0 for all ports. `protocol` is that of the rule.
    `probe_path` makes the probe an HTTP request.
    """

    frontends: tuple[tuple[str, Slot | None], ...]
    port: int | None
    backend_port: int
    protocol: str
    probe: int | None
    probe_path: str | None
    outbound: bool


def balancing_of(draft: Draft, key: Key, balancer: LoadBalancer) -> Balancing:
    """Return what a drawn load balancer means, and report what Azure can't do."""
    public = balancer.type == "public"
    slots: list[Slot | None] = [None]
    if public:
        slots = list(slots_of(draft, key, balancer, balancer.public_ips, balancer.public_ip_names))
        zones_of_addresses(draft, key, balancer, [slot for slot in slots if slot])
        for name in ("vnet", "subnet", "ip"):
            if getattr(balancer, name):
                draft.omit(key, name, "a public balancer stands in no subnet")
    elif balancer.public_ip_names:
        draft.omit(key, "public_ip_names", "an internal balancer has no public address")
    frontends = tuple(
        (with_suffix("frontend", suffix), slot)
        for suffix, slot in zip(numbered(len(slots)), slots, strict=True)
    )
    for backend in balancer.backends:
        if split_key(backend)[0] not in ("vm", "nva") or draft.design.is_existing(backend):
            draft.omit(key, "backends", f"{backend} joins the backend pool by other means", backend)
    port = _port(draft, key, balancer)
    outbound = _outbound(draft, key, balancer, len(slots))
    probe = _number(draft, key, balancer, "probe_port") or _probe_port(draft, key, balancer, port)
    back = port or 0
    if port and balancer.backend_port:
        back = _number(draft, key, balancer, "backend_port") or port
    elif balancer.backend_port:
        draft.omit(key, "backend_port", "it has no rule of one port")
    protocol = "All" if port == 0 else balancer.protocol
    if port is None and balancer.protocol != "Tcp":
        draft.omit(key, "protocol", "it has no inbound rule")
    path = balancer.probe_path
    return Balancing(frontends, port, back, protocol, probe, path, outbound)


def _outbound(draft: Draft, key: Key, balancer: LoadBalancer, addresses: int) -> bool:
    """Return whether a balancer has an outbound rule."""
    wanted = balancer.type == "public" and (balancer.outbound_only or addresses > 1)
    found = wanted and balancer.sku == "Standard"
    if wanted and not found:
        draft.omit(key, "outbound_only", f"the SKU {balancer.sku} has no outbound rules")
    if balancer.outbound_ports and not found:
        draft.omit(key, "outbound_ports", "it has no outbound rule that would take the number")
    return found


def _probe_port(draft: Draft, key: Key, balancer: LoadBalancer, port: int | None) -> int | None:
    """Return the port of a probe of which only the path is drawn: that of the backend."""
    if balancer.probe_path is None:
        return None
    text = balancer.backend_port or ""
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    if not port:
        draft.omit(key, "probe_path", "no port is drawn that a probe could ask")
    return port or None


# how a gateway balancer hands packets to the appliances behind it, as Azure suggests
TUNNELS = ((800, 10800, "Internal"), (801, 10801, "External"))


def tunnels_of(sku: str) -> list[dict[str, str | int]]:
    """Return the tunnels of the pool of a balancer of a SKU; both languages use Azure's words."""
    if sku != "Gateway":
        return []
    return [
        {"identifier": identifier, "port": port, "protocol": "VXLAN", "type": kind}
        for identifier, port, kind in TUNNELS
    ]


def first_frontend(draft: Draft, name: str) -> str:
    """Return the name of the first frontend of a balancer of the design."""
    balancer = draft.design.index.get(LoadBalancer, name)
    public = balancer is not None and balancer.type == "public"
    count = max(balancer.public_ips, len(balancer.public_ip_names)) if balancer and public else 1
    return with_suffix("frontend", numbered(count)[0])


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
