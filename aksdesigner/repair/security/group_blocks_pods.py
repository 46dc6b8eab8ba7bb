"""NSG-04: nodes and pods reach pods."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.egress import node_subnets
from aksdesigner.repair.ways.routes import prefixes_of
from aksdesigner.repair.ways.security_rules import allow, group_of

CODE = "NSG-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow node prefixes and the pod range to one another, in and out of each node subnet."""
    cluster = cluster_of(analysis, finding.resources[1])
    subnets = node_subnets(analysis, finding.resources[1])
    nodes = [prefix for key in subnets for prefix in prefixes_of(analysis, key)]
    pods = [str(cidr) for cidr in pod_cidrs_of(cluster) if cidr.version == 4] if cluster else []
    fields = {"sources": [*nodes, *pods], "destinations": [*nodes, *pods]}
    commands: list[Command] = []
    for group in dict.fromkeys(group_of(analysis, key) for key in subnets):
        if group is not None:
            commands.append(allow(group, "allow-pods-in", "Inbound", fields))
            commands.append(allow(group, "allow-pods-out", "Outbound", fields))
    if pods:
        yield candidate("Allow nodes and pods to one another", *commands)
