"""PEER-08: Peering flags used as isolation."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import declared_flows
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="PEER-08",
    name="flags-as-isolation",
    topic="peering",
    severity="warning",
    since="0.2",
    title="Peering flags used as isolation",
    source="azure-rules C.3, G.3 PEER-08",
    remedy="Deny the flow by a security group or a firewall",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports flows that the design forbids and that nothing stops but a flag of a peering.

    ## What it does
    Reports flows that the design forbids and that nothing stops but a flag of a peering.

    ## Why it matters
    Azure's newer pages say that the flags change the VirtualNetwork tag and do not fully prevent
    traffic; what is kept apart by them alone may not be.

    ## Example
    allowVirtualNetworkAccess off, and a security group that allows the other network.

    ## How to fix
    Deny the flow by a security group, a route or a firewall rule; keep the flag as a second
    layer.

    ## References
    azure-rules C.3, G.3 PEER-08
    """
    for flow in declared_flows(facts):
        trace = flow.trace(facts) if flow.is_forbidden else None
        if trace is None or trace.reason not in FLAGS:
            continue
        try:
            told = facts.explained_trace(
                flow.source, flow.destination, flow.port, flow.protocol, "filtered"
            )
        except QueryError:
            continue
        keys = tuple(dict.fromkeys(b.key for b in told.blockers if b.key is not None))
        if not keys or any(blocker.reason not in FLAGS for blocker in told.blockers):
            continue
        settings = dict.fromkeys(b.setting for b in told.blockers if b.setting)
        yield RULE.found(
            *keys,
            message=f"{flow.words} is forbidden and stopped by {listed(settings)} of "
            f"{listed(label_of(key) for key in keys)} alone",
            query=flow.place,
            settings=list(settings),
        )


FLAGS = ("peering_access_blocked", "forwarded_traffic_blocked")
