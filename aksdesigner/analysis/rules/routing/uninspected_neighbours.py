"""RTE-23: Traffic between neighbours skips the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.effective_routes import full_table, winner
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import (
    default_route,
    firewall_at,
    first_address,
    tenants_of,
)
from aksdesigner.analysis.facts.peering_scope import network_keys
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet

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
    for vnet in network_keys(facts):
        guarded, past = _neighbours(facts, vnet)
        if past:
            yield RULE.found(
                vnet,
                *guarded,
                message=f"{label_of(vnet)} sends 0.0.0.0/0 to a firewall; traffic to {listed(past)} "
                "goes past it",
                neighbours=list(past),
            )


@kept
def _neighbours(facts: Facts, vnet: Key) -> tuple[tuple[Key, ...], tuple[str, ...]]:
    """Return the subnets that send 0.0.0.0/0 to a firewall, and what they reach past it."""
    keys = subnets_in(facts, vnet)
    guarded = [k for k in keys if tenants_of(facts, k) and _goes_to_firewall(facts, k)]
    past = dict.fromkeys(n for k in guarded for n in _past(facts, vnet, k))
    return tuple(guarded), tuple(past)


@kept
def _inhabited(facts: Facts, vnet: Key) -> tuple[tuple[Key, Address], ...]:
    """Return the subnets of a network in which somebody lives, with their first addresses."""
    found = []
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        address = first_address(subnet) if isinstance(subnet, Subnet) else None
        if address is not None and tenants_of(facts, key):
            found.append((key, address))
    return tuple(found)


def _goes_to_firewall(facts: Facts, key: Key) -> bool:
    return firewall_at(facts, key, default_route(facts, key)) is not None


def _past(facts: Facts, vnet: Key, key: Key) -> Iterator[str]:
    """Yield the inhabited neighbours that a subnet reaches by a system route."""
    firewall = firewall_at(facts, key, default_route(facts, key))
    hub = vnet_key(firewall.vnet) if firewall else ""
    near = {vnet, *facts.connected(vnet)}
    table = full_table(facts, key)
    for other in sorted(near, key=_order(facts).__getitem__):
        for place, address in _inhabited(facts, other) if other == vnet or other != hub else ():
            if place == key or _same_clusters(facts, key, place):
                continue  # nodes of one cluster must reach one another without a detour
            chosen = winner(table, address)
            if chosen is not None and chosen.source == "Default":
                yield label_of(place)


@kept
def _order(facts: Facts) -> dict[Key, int]:
    return {vnet: number for number, vnet in enumerate(network_keys(facts))}


def _same_clusters(facts: Facts, one: Key, other: Key) -> bool:
    here, there = ([split_key(key) for key in tenants_of(facts, place)] for place in (one, other))
    clusters = [
        {name.partition("/")[0] for kind, name in keys if kind in ("pool", "aks")}
        for keys in (here, there)
    ]
    is_all_aks = all(kind in ("pool", "aks") for kind, _ in there)
    return is_all_aks and bool(clusters[0] & clusters[1])
