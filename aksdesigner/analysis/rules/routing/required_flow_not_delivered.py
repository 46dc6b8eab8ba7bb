"""RTE-01: Required flow not delivered."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import required_flows
from aksdesigner.analysis.facts.trace_words import keys_of, why_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="RTE-01",
    name="required-flow-not-delivered",
    topic="routing",
    severity="error",
    since="0.1",
    title="Required flow not delivered",
    source="azure-rules C.6, G.4 RTE-01",
    remedy="Follow the path and change what stops it",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports flows that the design declares as required and that are not delivered.

    ## What it does
    Reports flows that the design declares as required and that are not delivered.

    ## Why it matters
    This is what the network is for.

    ## Example
    A path query with required: true whose verdict is dropped.

    ## How to fix
    Follow the reason of the trace.

    ## References
    azure-rules C.6, G.4 RTE-01
    """
    for flow in required_flows(facts):
        trace = flow.trace(facts)
        if trace is None or trace.verdict in ("delivered", "notComputed"):
            continue
        yield RULE.found(
            *keys_of(trace),
            message=f"{flow.words} is required and not delivered ({trace.verdict}): {why_of(trace)}",
            query=flow.place,
            verdict=trace.verdict,
            reason=trace.reason,
        )
