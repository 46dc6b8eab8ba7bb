"""Egress: section 19 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters, has_clusters, lost_ways_out, ports_out, ways_out

SOURCE = "seed 19, Egress"


def _implicit(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.outbound_type is None and cluster.sku != "Automatic":
            yield f"{cluster.name} has no outbound type"


def _types(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.outbound_type is not None:
            yield f"{cluster.name}: {cluster.outbound_type}"


def _allowed_names(analysis: Analysis) -> Iterator[str]:
    for policy in analysis.document.topology.firewall_policies:
        rules = [
            rule
            for group in policy.rule_collection_groups
            for collection in group.collections
            if collection.action == "Allow"
            for rule in collection.rules
        ]
        names = {name for rule in rules for name in (*rule.fqdns, *rule.fqdn_tags)}
        if rules:
            yield f"{policy.name}: {len(rules)} rules allow {len(names)} names and tags"


LINES = (
    Line(
        "outboundType",
        "The outbound type of every cluster is explicit.",
        SOURCE,
        ("EGR-03", "EGR-04", "EGR-07", "EGR-08", "EGR-11", "EGR-15"),
        lacks=_implicit,
        evidence=_types,
        applies=has_clusters,
    ),
    Line(
        "snatCapacity",
        "SNAT ports are sized for the load, and watched.",
        SOURCE,
        ("CAP-22", "CAP-23", "CAP-24", "CAP-25", "CAP-26"),
        evidence=ports_out,
        asks="Which alert tells that SNAT ports run out, and who gets it?",
        applies=has_clusters,
    ),
    Line(
        "egressTest",
        "The way through the firewall or appliance was tried from pods.",
        SOURCE,
        ("EGR-01", "EGR-02", "EGR-05", "EGR-06", "EGR-09", "EGR-10", "EGR-12", "RTE-10"),
        lacks=lost_ways_out,
        evidence=ways_out,
        asks="When was egress tried from a pod, and what came back?",
        applies=has_clusters,
    ),
    Line(
        "egressAllowList",
        "What may be reached on the Internet is written down.",
        SOURCE,
        ("EGR-09",),
        evidence=_allowed_names,
        asks="Where is the list of what workloads may reach, and who changes it?",
        applies=has_clusters,
    ),
)
