"""Security groups on a path: checked where a new flow leaves and enters a subnet (C.6, D)."""

from __future__ import annotations

from aksdesigner.analysis.facts.nsg import Direction, Flow, applies_to_endpoint, decide
from aksdesigner.analysis.facts.packets import End, PublicAddress, Stop, Walk, failed
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet

# Azure ignores or refuses security groups there (D-08)
_EXEMPT = ("AzureFirewallSubnet", "GatewaySubnet", "RouteServerSubnet")


def leave(walk: Walk) -> Stop | None:
    """Return why a security group stops a packet from leaving its subnet, or None."""
    here = walk.here
    if here is None or here.subnet is None or here.gateway:
        return None
    return _check(walk, here.subnet, here.key, "Outbound")


def enter(walk: Walk, place: Place) -> Stop | None:
    """Return why a security group stops a packet from entering a place, or None."""
    if place.kind == "pe" or (place.kind == "api" and not _stands_in_subnet(walk, place)):
        found = walk.design.index.at(place.subnet)
        if isinstance(found, Subnet) and not applies_to_endpoint(walk.design, place.subnet):
            return None
    return _check(walk, place.subnet, place.key, "Inbound")


def _stands_in_subnet(walk: Walk, place: Place) -> bool:
    """Return whether an API server is a load balancer of its subnet, no private endpoint (D-10)."""
    cluster = walk.design.index.at(place.key or "")
    return bool(getattr(cluster, "api_server_vnet_integration", False))


def _check(walk: Walk, subnet: Key, host: Key | None, direction: Direction) -> Stop | None:
    found = walk.design.index.at(subnet)
    replying = walk.leg == "return"
    exempt = split_key(subnet)[1].partition("/")[2] in _EXEMPT
    if replying or exempt or not walk.filtered or not isinstance(found, Subnet):
        return None
    unknown = unknown_field(found, "nsg")
    if unknown:
        return failed("notComputed", "unknown_value", f"{label_of(subnet)}: {unknown} is unknown.")
    packet = walk.packet
    flow = Flow(_seen(packet.src), _seen(packet.dst), packet.port, packet.protocol, walk.foreign)
    verdict = decide(walk.design, subnet, host, direction, flow)
    if verdict.unmodelled:
        text = f"Rule {verdict.rule or 'list'} of {verdict.group} is not computed."
        return failed("notComputed", verdict.unmodelled, text)
    if verdict.group is None or (verdict.access == "Allow" and not walk.thorough):
        return None
    key = key_of("nsg", verdict.group)
    where = "interface" if verdict.level == "nic" else "subnet"
    what = f"{packet.src} to {packet.dst} port {packet.port}"
    text = (
        f"{verdict.rule} of security group {verdict.group} ({where} {label_of(subnet)}, "
        f"{direction.lower()}) {'denies' if verdict.access == 'Deny' else 'allows'} {what}."
    )
    if verdict.access == "Allow":
        walk.decided("nsg", "allow", verdict.rule, key, text)
        return None
    walk.decided("nsg", "deny", verdict.rule, key, text)
    return walk.bar(failed("dropped", "nsg_deny", text, key=key, setting=verdict.rule))


def _seen(end: End) -> Address | ServiceTag | None:
    return end.number if isinstance(end, PublicAddress) else end
