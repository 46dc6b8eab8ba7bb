"""NSG-03: nodes reach one another."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import node_subnets
from aksdesigner.repair.ways.routes import prefixes_of
from aksdesigner.repair.ways.security_rules import allow, group_of

CODE = "NSG-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow node prefixes to node prefixes on every port, in and out of each node subnet."""
    subnets = node_subnets(analysis, finding.resources[1])
    nodes = [prefix for key in subnets for prefix in prefixes_of(analysis, key)]
    fields = {"sources": nodes, "destinations": nodes}
    commands: list[Command] = []
    for group in dict.fromkeys(group_of(analysis, key) for key in subnets):
        if group is not None:
            commands.append(allow(group, "allow-nodes-in", "Inbound", fields))
            commands.append(allow(group, "allow-nodes-out", "Outbound", fields))
    if nodes:
        yield candidate("Allow nodes to nodes", *commands)
