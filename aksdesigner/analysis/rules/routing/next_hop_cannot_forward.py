"""RTE-06: Next hop cannot forward."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import owner_at, subnets_with
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

RULE = Rule(
    code="RTE-06",
    name="next-hop-cannot-forward",
    topic="routing",
    severity="error",
    since="0.1",
    title="Next hop cannot forward",
    source="azure-rules C.2, G.4 RTE-06",
    remedy="Switch IP forwarding on, or name an appliance",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports routes to an address whose owner does not forward: a machine or appliance without IP forwarding, an endpoint, a node.

    ## What it does
    Reports routes to an address whose owner does not forward: a machine or appliance without IP
    forwarding, an endpoint, a node.

    ## Why it matters
    Azure drops the packets at that interface.

    ## Example
    A route to a virtual machine without IP forwarding.

    ## How to fix
    Switch IP forwarding on, or name the appliance's address.

    ## References
    azure-rules C.2, G.4 RTE-06
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    told: set[str] = set()
    for key, _ in subnets_with(facts, table.name):
        for route in table.routes:
            if route.next_hop_type != "VirtualAppliance" or route.next_hop_ip is None:
                continue
            place = owner_at(facts, key, route.next_hop_ip)
            if place is None or _forwards(facts, place) or place.token in told:
                continue
            told.add(place.token)
            name = place.token.partition(":")[2]
            yield RULE.found(
                key_of("rt", table.name),
                *((place.key,) if place.key else ()),
                message=f"{table.name} sends {route.prefix} to {route.next_hop_ip}, and {name} "
                "does not forward packets",
                remedy=f"Switch IP forwarding on at {name}, or name an appliance",
                nextHop=str(route.next_hop_ip),
                owner=place.token,
            )


def _forwards(facts: Facts, place: Place) -> bool:
    found = facts.index.at(place.key) if place.key else None
    if isinstance(found, (VirtualMachine, NetworkVirtualAppliance)):
        return found.ip_forwarding or "ip_forwarding" in found.unknown
    return place.kind in ("fw", "lb")
