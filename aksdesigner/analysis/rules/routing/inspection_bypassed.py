"""RTE-02: Inspection bypassed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import declared_flows
from aksdesigner.analysis.facts.trace_words import keys_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="RTE-02",
    name="inspection-bypassed",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Inspection bypassed",
    source="azure-rules G.4 RTE-02, C.5",
    remedy="Add routes to the appliance on both sides",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports flows that the design wants inspected by an appliance and that are delivered without passing it there and back.

    ## What it does
    Reports flows that the design wants inspected by an appliance and that are delivered without
    passing it there and back.

    ## Why it matters
    The traffic is not seen by whoever must see it.

    ## Example
    inspectedBy fw:azfw on a flow that a peering carries.

    ## How to fix
    Add routes to the appliance on both sides.

    ## References
    azure-rules G.4 RTE-02, C.5
    """
    for flow in declared_flows(facts):
        trace = flow.trace(facts) if flow.inspected_by else None
        if trace is None or trace.verdict != "delivered":
            continue
        legs = {
            "there": any(hop.token == flow.inspected_by for hop in trace.forward),
            "back": any(hop.token == flow.inspected_by for hop in trace.back),
        }
        missing = [leg for leg, passes in legs.items() if not passes]
        if missing:
            name = (flow.inspected_by or "").partition(":")[2]
            yield RULE.found(
                *keys_of(trace),
                message=f"{flow.words} is delivered without passing {name} {' and '.join(missing)}",
                query=flow.place,
                legs=missing,
            )
