"""EGR-12: No egress at all."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.trace_words import why_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-12",
    name="no-egress",
    topic="egress",
    severity="error",
    since="0.1",
    title="No egress at all",
    source="azure-rules C.4, G.5 EGR-12",
    remedy="Give the node subnet a working way out",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose pods can't reach the Internet though no filter forbids it and the cluster is not isolated.

    ## What it does
    Reports clusters whose pods can't reach the Internet though no filter forbids it and the
    cluster is not isolated.

    ## Why it matters
    Nodes fetch their images and reach their API server that way.

    ## Example
    A node subnet whose default route ends in a loop.

    ## How to fix
    Follow the reason of the trace.

    ## References
    azure-rules C.4, G.5 EGR-12
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        is_isolated = cluster.isolated or cluster.outbound_type in ("none", "block")
        if is_isolated or cluster.vnet is None or not cluster.pools:
            continue
        try:
            trace = facts.trace(f"pod:{cluster.name}", "203.0.113.10")
        except QueryError:
            continue
        filtered = trace.reason in ("firewall_deny", "nsg_deny", "policy_deny")
        if trace.verdict in ("delivered", "notComputed") or filtered:
            continue
        yield RULE.found(
            key,
            *(hop.key for hop in trace.forward if hop.key is not None and hop.key != key),
            message=f"Pods of {cluster.name} don't reach the Internet: {why_of(trace)}",
            verdict=trace.verdict,
            reason=trace.reason,
        )
