"""PEER-09: Transit assumed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import required_flows
from aksdesigner.analysis.facts.next_hops import holder_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding, Trace
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.ids import Key, label_of

RULE = Rule(
    code="PEER-09",
    name="assumed-transit",
    topic="peering",
    severity="error",
    since="0.1",
    title="Transit assumed",
    source="azure-rules C.1 step 2, G.3 PEER-09",
    remedy="Route through the hub on both sides, or peer the networks",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports required flows between networks that are two peerings apart and that are not delivered.

    ## What it does
    Reports required flows between networks that are two peerings apart and that are not
    delivered.

    ## Why it matters
    Peering is not transitive.

    ## Example
    A required flow from spoke to spoke without routes through the hub.

    ## How to fix
    Route through an appliance of the hub on both sides, or peer the networks.

    ## References
    azure-rules C.1 step 2, G.3 PEER-09
    """
    for flow in required_flows(facts):
        trace = flow.trace(facts)
        if trace is None or trace.verdict not in ("dropped", "blackhole"):
            continue
        ends = _networks(facts, trace)
        if ends is None:
            continue
        here, there = ends
        between = [v for v in facts.connected(here) if v in facts.connected(there)]
        if here != there and there not in facts.connected(here) and between:
            yield RULE.found(
                here,
                there,
                *between,
                message=f"{flow.words} is required and not delivered: {label_of(here)} and "
                f"{label_of(there)} meet in {listed(label_of(v) for v in between)} alone, and peering "
                "is not transitive",
                query=flow.place,
                verdict=trace.verdict,
            )


def _networks(facts: Facts, trace: Trace) -> tuple[Key, Key] | None:
    first = next((hop.subnet for hop in trace.forward if hop.subnet is not None), None)
    place = facts.places.first(trace.destination)
    try:
        address = place.address if place else Address.parse(trace.destination)
    except AddressError:
        return None
    there = place.vnet if place else holder_of(facts, address)
    return (network_of(first), there) if first is not None and there is not None else None
