"""RTE-23: Traffic between neighbours skips the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import (
    default_route,
    firewall_at,
    first_address,
    tenants_of,
)
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="RTE-23",
    name="uninspected-neighbours",
    topic="routing",
    severity="info",
    since="0.1",
    title="Traffic between neighbours skips the firewall",
    source="azure-rules F-06, G.4 RTE-23",
    remedy="Name the neighbours' prefixes on both sides if they must be inspected",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that send 0.0.0.0/0 to a firewall while traffic between their own subnets, or to a directly peered spoke, goes past it.

    ## What it does
    Reports networks that send 0.0.0.0/0 to a firewall while traffic between their own subnets,
    or to a directly peered spoke, goes past it.

    ## Why it matters
    System routes of the network and of peerings are longer than 0.0.0.0/0.

    ## Example
    Two subnets of a spoke with 0.0.0.0/0 to the hub's firewall.

    ## How to fix
    Name the prefixes on both sides if this traffic must be inspected; a security group is often
    enough.

    ## References
    azure-rules F-06, G.4 RTE-23
    """
    for vnet in facts.topology.vnets:
        keys = [key_of("subnet", f"{vnet.name}/{s.name}") for s in vnet.subnets]
        guarded = [k for k in keys if tenants_of(facts, k) and _goes_to_firewall(facts, k)]
        past = [n for n in dict.fromkeys(n for k in guarded for n in _past(facts, vnet, k))]
        if past:
            yield RULE.found(
                vnet_key(vnet.name),
                *guarded,
                message=f"{vnet.name} sends 0.0.0.0/0 to a firewall; traffic to {listed(past)} goes "
                "past it",
                neighbours=past,
            )


def _goes_to_firewall(facts: Facts, key: Key) -> bool:
    return firewall_at(facts, key, default_route(facts, key)) is not None


def _past(facts: Facts, vnet: VirtualNetwork, key: Key) -> Iterator[str]:
    """Yield the inhabited neighbours that a subnet reaches by a system route."""
    firewall = firewall_at(facts, key, default_route(facts, key))
    hub = firewall.vnet if firewall else ""
    for other in facts.topology.vnets:
        is_near = other is vnet or vnet_key(other.name) in facts.connected(vnet_key(vnet.name))
        if not is_near or (other is not vnet and other.name == hub):
            continue
        for subnet in other.subnets:
            place = key_of("subnet", f"{other.name}/{subnet.name}")
            address = first_address(subnet)
            if place == key or address is None or not tenants_of(facts, place):
                continue
            if _same_clusters(facts, key, place):
                continue  # nodes of one cluster must reach one another without a detour
            chosen = facts.selected_route(key, address).route
            if chosen is not None and chosen.source == "Default":
                yield label_of(place)


def _same_clusters(facts: Facts, one: Key, other: Key) -> bool:
    here, there = ([split_key(key) for key in tenants_of(facts, place)] for place in (one, other))
    clusters = [
        {name.partition("/")[0] for kind, name in keys if kind in ("pool", "aks")}
        for keys in (here, there)
    ]
    is_all_aks = all(kind in ("pool", "aks") for kind, _ in there)
    return is_all_aks and bool(clusters[0] & clusters[1])
