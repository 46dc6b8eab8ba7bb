"""PEP-02: Endpoint bypasses the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.effective_routes import full_table, winner
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import route_table_of
from aksdesigner.analysis.facts.peering_scope import network_keys
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="PEP-02",
    name="endpoint-past-firewall",
    topic="endpoint",
    severity="warning",
    since="0.1",
    title="Endpoint bypasses the firewall",
    source="azure-rules C-04, C-05, G.6 PEP-02",
    remedy="Enable route table policies on the endpoint's subnet and route its network's prefix",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets whose routes send an endpoint's address to an appliance while the endpoint's own /32 route wins.

    ## What it does
    Reports subnets whose routes send an endpoint's address to an appliance while the endpoint's
    own /32 route wins.

    ## Why it matters
    Somebody expects the firewall to see this traffic; it does not.

    ## Example
    0.0.0.0/0 to the firewall and an endpoint in the hub with network policies Disabled.

    ## How to fix
    Enable route tables on the endpoint's subnet and route a prefix as long as its network's, or
    add a /32 route.

    ## References
    azure-rules C-04, C-05, G.6 PEP-02
    """
    for vnet in network_keys(facts):
        yield from _in_network(facts, vnet)


@kept
def _in_network(facts: Facts, vnet: Key) -> tuple[Finding, ...]:
    return tuple(_found(facts, vnet))


def _found(facts: Facts, vnet: Key) -> Iterator[Finding]:
    moving = ("vm", "node", "pod")
    inhabited = {place.subnet for place in facts.places.within(vnet) if place.kind in moving}
    endpoints = _endpoints_near(facts, vnet)
    for key in subnets_in(facts, vnet):
        if key not in inhabited:
            continue
        past: dict[Key, list[Place]] = {}
        for place in endpoints:
            if _is_expected_at_appliance(facts, key, place) and _goes_direct(facts, key, place):
                past.setdefault(place.subnet, []).append(place)
        for home, places in past.items():
            names = listed(dict.fromkeys(p.token.partition(":")[2] for p in places))
            yield RULE.found(
                *(p.key for p in places if p.key is not None),
                key,
                message=f"{label_of(key)} reaches {names} past its firewall: "
                f"{places[0].address}/32 InterfaceEndpoint wins over the route to the appliance",
                remedy=f"Set endpoint network policies of {label_of(home)} to RouteTableEnabled and "
                "route its network's prefix to the appliance",
                endpointSubnet=label_of(home),
            )


@kept
def _endpoints_near(facts: Facts, vnet: Key) -> tuple[Place, ...]:
    """Return the endpoints that have a route in a network, in file order of their networks."""
    near = {vnet, *facts.connected(vnet)}
    found = (facts.places.within(key) for key in network_keys(facts) if key in near)
    return tuple(place for places in found for place in places if place.kind == "pe")


def _is_expected_at_appliance(facts: Facts, key: Key, place: Place) -> bool:
    """Return whether a user route covers the endpoint; at home 0.0.0.0/0 does not count."""
    subnet = facts.index.at(key)
    table = route_table_of(facts, subnet) if isinstance(subnet, Subnet) else None
    is_home = network_of(key) == place.vnet
    return any(
        isinstance(route.prefix, Cidr)
        and route.next_hop_type == "VirtualAppliance"
        and route.prefix.contains(place.address)
        and not (is_home and route.prefix.is_default)
        for route in (table.routes if table else ())
    )


def _goes_direct(facts: Facts, key: Key, place: Place) -> bool:
    chosen = winner(full_table(facts, key), place.address)
    return chosen is not None and chosen.next_hop_type == "InterfaceEndpoint"
