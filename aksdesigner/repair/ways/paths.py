"""What would let a packet through, by the reason why it is stopped (azure-rules C to E)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.next_hops import holder_of, owner_at
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.results import EffectiveRoute, Hop, Trace
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import nat_gateway_for
from aksdesigner.repair.ways.firewall_rules import allow_network, host, policy_of
from aksdesigner.repair.ways.routes import (
    Appliance,
    appliances_near,
    prefixes_of,
    routes_of,
    to_appliance,
)
from aksdesigner.repair.ways.security_rules import allowing
from aksdesigner.repair.ways.transit import access, forwarding, transit

Cure = Callable[[Analysis, Trace, Hop], Iterator[Candidate]]


def cures(analysis: Analysis, trace: Trace) -> Iterator[Candidate]:
    """Yield what might let a packet and its reply through, the best first."""
    hops = trace.back if trace.leg == "return" and trace.back else trace.forward
    cure = _BY_REASON.get(trace.reason or "") or _BY_VERDICT.get(trace.verdict)
    if cure is not None and hops:
        yield from cure(analysis, trace, hops[-1])


def ends_of(analysis: Analysis, trace: Trace) -> tuple[Address | None, Address | None]:
    """Return the addresses that a packet came from and was sent to, as far as they are known."""
    return _address(analysis, trace.source), _address(analysis, trace.destination)


def _address(analysis: Analysis, text: str) -> Address | None:
    kind, _, name = text.partition(":")
    try:
        return Address.parse(text.partition("@")[2] or (name if kind == "internet" else text))
    except AddressError:
        pass
    wanted = {"pod": ("aks", "pool"), "onprem": ("site",), "api": ("aks",)}.get(kind, (kind,))
    for place in places_of(analysis.facts).all:
        is_it = place.token == text or (
            place.key is not None
            and split_key(place.key)[0] in wanted
            and label_of(place.key).partition("@")[0] == name
        )
        if is_it:
            return place.address
    site = next(iter(prefixes_of(analysis, f"site:{name.partition('@')[0]}")), None)
    return Address.parse(site.partition("/")[0]) + 1 if site else None


def _where(analysis: Analysis, address: Address | None) -> tuple[Key | None, Key | None]:
    """Return (network, subnet) of an address."""
    vnet = holder_of(analysis.facts, address) if address else None
    found = analysis.document.topology.index.at(vnet) if vnet else None
    for subnet in found.subnets if isinstance(found, VirtualNetwork) else ():
        if address and any(prefix.contains(address) for prefix in subnet.prefixes):
            return vnet, key_of("subnet", f"{label_of(vnet or '')}/{subnet.name}")
    return vnet, None


def _block_of(analysis: Analysis, address: Address | None, apart_from: Key | None) -> list[str]:
    """Return the prefixes that a route for an address names: its network's, its own subnet's at home.

    `apart_from` is the network of the table; a site's are those of the site that hold the address.
    """
    vnet, subnet = _where(analysis, address)
    if vnet is not None:
        if vnet == apart_from and subnet is not None:
            return prefixes_of(analysis, subnet)
        return prefixes_of(analysis, vnet)
    for site in analysis.document.topology.on_prem:
        held = [p for p in site.prefixes if address and p.contains(address) and not p.is_default]
        if held:
            return [str(prefix.network) for prefix in held]
    return []


def _no_route(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """There is no way: route through an appliance on both sides, peer, or use the gateway."""
    source, destination = ends_of(analysis, trace)
    here = last.subnet
    if here is None:
        return
    target = source if trace.leg == "return" else destination
    there, _ = _where(analysis, target)
    if there is not None and there != network_of(here):
        title = f"Peer {label_of(network_of(here))} with {label_of(there)}"
        direct = candidate(title, Connect(network_of(here), there))
        yield from through_appliances(analysis, trace)
        yield direct
    elif target is not None:
        yield from transit(analysis, network_of(here))
    yield from _elsewhere(analysis, trace, last)


def through_appliances(
    analysis: Analysis, trace: Trace, wanted: Key | None = None
) -> Iterator[Candidate]:
    """Yield route pairs through each appliance that both ends are near to, peerings prepared."""
    source, destination = ends_of(analysis, trace)
    (vnet_a, subnet_a), (vnet_b, subnet_b) = (
        _where(analysis, source),
        _where(analysis, destination),
    )
    if subnet_a is None or subnet_b is None:
        return
    near_b = {item.key for item in appliances_near(analysis, subnet_b)}
    for appliance in appliances_near(analysis, subnet_a):
        if appliance.key not in near_b or wanted not in (None, appliance.key):
            continue
        there = _routes(analysis, subnet_a, _block_of(analysis, destination, vnet_a), appliance)
        back = _routes(analysis, subnet_b, _block_of(analysis, source, vnet_b), appliance)
        title = f"Route {label_of(subnet_a)} and {label_of(subnet_b)} through {appliance.name}"
        flags = forwarding(analysis, [vnet_a, vnet_b], appliance.key)
        yield candidate(title, *there, *back, *flags)


def _routes(
    analysis: Analysis, subnet: Key, prefixes: list[str], appliance: Appliance
) -> tuple[Command, ...]:
    return routes_of(analysis, subnet, prefixes, "VirtualAppliance", str(appliance.address))


def _elsewhere(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """The route that won leads nowhere: let it lead to an appliance."""
    del trace
    if last.subnet is None:
        return
    route = last.route
    prefix = str(route.prefix) if route is not None and _is_user(route) else "0.0.0.0/0"
    for appliance in appliances_near(analysis, last.subnet):
        if route is None or appliance.address not in route.next_hop_ips:
            title = f"Send {prefix} of {label_of(last.subnet)} to {appliance.name}"
            flags = forwarding(analysis, [network_of(last.subnet)], appliance.key)
            yield candidate(title, *to_appliance(analysis, last.subnet, prefix, appliance), *flags)


def _is_user(route: EffectiveRoute) -> bool:
    return route.source == "User"


def _forwards_not(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """A machine at the next hop does not forward: let it, or name an appliance."""
    for address in last.route.next_hop_ips if last.route else ():
        place = owner_at(analysis.facts, last.subnet, address) if last.subnet else None
        if place is not None and place.key is not None and place.kind in ("vm", "nva"):
            title = f"Switch IP forwarding on at {label_of(place.key)}"
            yield candidate(title, SetField(place.key, "ip_forwarding", value=True))
    yield from _elsewhere(analysis, trace, last)


def _refused(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """The receiving half refuses forwarded traffic."""
    del trace
    if last.subnet is None:
        return
    near = label_of(network_of(last.subnet))
    for half in analysis.document.topology.peerings:
        if half.to == near and not half.allow_forwarded_traffic:
            command = SetField(key_of("peering", half.name), "allow_forwarded_traffic", value=True)
            yield candidate(f"Allow forwarded traffic on {half.name}", command)


def _no_access(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    del trace
    if last.subnet is not None:
        yield from access(analysis, network_of(last.subnet))


def _unannounced(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """No gateway announces the destination: use one by transit."""
    del last
    _, destination = ends_of(analysis, trace)
    there, _ = _where(analysis, destination)
    if there is not None:
        yield from transit(analysis, there)


def _no_outbound(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """Nothing translates to the Internet: an appliance, or a NAT gateway."""
    if last.subnet is not None:
        yield from _elsewhere(analysis, trace, last)
        yield from nat_gateway_for(analysis, [last.subnet])


def _denied(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """A security group denies it: allow these two ends, on this port alone."""
    source, destination = ends_of(analysis, trace)
    _, target = _where(analysis, destination)
    _, start = _where(analysis, source)
    places = [("Outbound", last.subnet), ("Outbound", start), ("Inbound", target)]
    groups = [(way, subnet) for way, subnet in dict.fromkeys(places) if subnet is not None]
    who = _who(analysis, trace.source, source), _who(analysis, trace.destination, destination)
    yield from allowing(analysis, groups, *who, trace.port, trace.protocol)


def _who(analysis: Analysis, text: str, address: Address | None) -> list[str]:
    """Return whom a rule for an end names: one address; for pods their subnet, since nodes come and go."""
    _, subnet = _where(analysis, address)
    if text.partition(":")[0] in ("pod", "subnet") and subnet is not None:
        return prefixes_of(analysis, subnet)
    return [host(address)] if address is not None else []


def _refused_by_firewall(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    """A firewall denies it: allow these two ends, on this port alone, in its policy."""
    source, destination = ends_of(analysis, trace)
    policy = policy_of(analysis, last.key) if last.key else None
    sources = _who(analysis, trace.source, source)
    destinations = _who(analysis, trace.destination, destination)
    if policy is None or not sources or not destinations:
        return
    ends = f"{' and '.join(sources)} to {' and '.join(destinations)}:{trace.port}"
    title = f"Allow {ends} in {label_of(policy)}"
    yield candidate(
        title,
        allow_network(
            policy,
            f"allow-{trace.port}",
            sources,
            destinations,
            (trace.protocol,),
            trace.port,
        ),
    )


def asymmetric(analysis: Analysis, trace: Trace) -> Iterator[Candidate]:
    """Yield routes that bring the missing direction to the device that sees one direction only."""
    device = next((h.key for h in (*trace.forward, *trace.back) if h.token == trace.device), None)
    place = places_of(analysis.facts).first(device) if device else None
    if device is None or place is None:
        return
    seen_there = any(hop.key == device for hop in trace.forward)
    source, destination = ends_of(analysis, trace)
    hops, target = (trace.back, source) if seen_there else (trace.forward, destination)
    appliance = Appliance(device, place.address)
    for hop in hops:
        if hop.subnet is None or hop.subnet == place.subnet:
            continue
        own = network_of(hop.subnet)
        for blocks in _both(_block_of(analysis, target, own), _narrow(analysis, target)):
            title = f"Send {' and '.join(blocks)} of {label_of(hop.subnet)} to {appliance.name}"
            flags = forwarding(analysis, [own], device)
            yield candidate(title, *_routes(analysis, hop.subnet, blocks, appliance), *flags)
    if split_key(device)[0] == "nva":
        title = f"Let {label_of(device)} translate the source"
        yield candidate(title, SetField(device, "snat", value=True))


def _narrow(analysis: Analysis, address: Address | None) -> list[str]:
    _, subnet = _where(analysis, address)
    return prefixes_of(analysis, subnet) if subnet else []


def _both(wide: list[str], narrow: list[str]) -> list[list[str]]:
    return [blocks for blocks in ([wide] if wide == narrow else [wide, narrow]) if blocks]


def _asymmetric(analysis: Analysis, trace: Trace, last: Hop) -> Iterator[Candidate]:
    del last
    yield from asymmetric(analysis, trace)


_BY_REASON: dict[str, Cure] = {
    "next_hop_none": _no_route,
    "private_to_internet": _no_route,
    "next_hop_unknown": _elsewhere,
    "next_hop_unreachable": _elsewhere,
    "no_ip_forwarding": _forwards_not,
    "forwarded_traffic_blocked": _refused,
    "peering_access_blocked": _no_access,
    "not_advertised": _unannounced,
    "no_outbound": _no_outbound,
    "nsg_deny": _denied,
    "firewall_deny": _refused_by_firewall,
    "loop": _elsewhere,
}
_BY_VERDICT: dict[str, Cure] = {"asymmetric": _asymmetric, "loop": _elsewhere}
