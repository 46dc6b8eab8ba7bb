"""Things of a design that Azure limits, counted (azure-rules A.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.demand import extras_in, plans_in, pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.ranges import directly_peered
from aksdesigner.azure.limits import Limit, limit
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


@dataclass(frozen=True)
class Counter:
    """How many of something one resource has; a soft limit warns and never refuses."""

    key: Key
    what: str
    value: int
    limit: Limit
    is_soft: bool = False


@kept
def counters(facts: Facts) -> tuple[Counter, ...]:
    """Return every counter of the design, in file order."""
    found = [*_network_counters(facts)]
    for group in facts.topology.nsgs:
        key = key_of("nsg", group.name)
        found.append(Counter(key, "rules", len(group.rules), limit("securityRulesPerGroup")))
    for table in facts.topology.route_tables:
        key = key_of("rt", table.name)
        if len(table.routes) <= limit("routesPerTable").value:  # beyond it, RTE-04 speaks
            found.append(Counter(key, "routes", len(table.routes), limit("routesPerTable")))
    return tuple(found)


@kept
def _own_peerings(facts: Facts) -> dict[str, int]:
    found: dict[str, int] = {}
    for peering in facts.topology.peerings:
        found[peering.from_] = found.get(peering.from_, 0) + 1
    return found


@by_network
def _network_counters(facts: Facts, key: Key) -> Iterator[Counter]:
    for vnet in network_at(facts, key):
        peerings = _own_peerings(facts).get(vnet.name, 0)
        yield Counter(key, "subnets", len(vnet.subnets), limit("subnetsPerVirtualNetwork"))
        yield Counter(key, "peerings", peerings, limit("peeringsPerVirtualNetwork"))
        servers = len(vnet.dns_servers)
        yield Counter(key, "DNS servers", servers, limit("dnsServersPerVirtualNetwork"))
        endpoints = endpoint_count(facts, vnet.name)
        yield Counter(
            key,
            "private endpoints",
            endpoints,
            limit("privateEndpointsPerVirtualNetwork"),
            is_soft=True,
        )
        peers = directly_peered(facts, vnet.name)
        around = endpoints + sum(endpoint_count(facts, peer.name) for peer in peers)
        most = limit("privateEndpointsOverPeeredNetworks")
        yield Counter(key, "private endpoints with its peers", around, most, is_soft=True)
        addresses = private_addresses(facts, vnet.name)
        most = limit("privateAddressesPerVirtualNetwork")
        yield Counter(key, "private addresses", addresses, most)
        group = addresses + sum(private_addresses(facts, peer.name) for peer in peers)
        most = limit("privateAddressesInPeeredGroup")
        yield Counter(key, "private addresses with its peers", group, most)


@kept
def endpoint_count(facts: Facts, vnet: str) -> int:
    """Return the private endpoints of a network."""
    return sum(1 for endpoint in facts.topology.private_endpoints if endpoint.vnet == vnet)


@kept
def private_addresses(facts: Facts, vnet: str) -> int:
    """Return the addresses a network gives out at upgrade; static pod blocks do not count."""
    found = facts.index.get(VirtualNetwork, vnet)
    total = 0
    for subnet in found.subnets if found else ():
        key = key_of("subnet", f"{vnet}/{subnet.name}")
        total += sum(extra.count for extra in extras_in(facts, key))
        total += sum(plan.total * plan.addresses_per_node for plan in plans_in(facts, key))
        total += sum(
            plan.total * plan.pod_addresses_per_node
            for plan in pod_plans_in(facts, key)
            if plan.cluster.cni_mode == "podSubnetDynamic"
        )
    return total
