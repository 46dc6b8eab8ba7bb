"""AKS-06: the API server is reached as the cluster needs."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import node_subnets
from aksdesigner.repair.ways.routes import prefixes_of
from aksdesigner.repair.ways.security_rules import allow, group_of

CODE = "AKS-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow nodes on 443 and 4443 and the load balancer on 9988, in every group in between."""
    cluster, place = finding.resources[:2]
    nodes = [key for key in node_subnets(analysis, cluster) if key != place]
    sources = [prefix for key in nodes for prefix in prefixes_of(analysis, key)]
    own = prefixes_of(analysis, place)
    to_api = {"protocol": "Tcp", "sources": sources, "destinations": own, "ports": ["443", "4443"]}
    probes = {
        "protocol": "Tcp",
        "sources": ["AzureLoadBalancer"],
        "destinations": own,
        "ports": ["9988"],
    }
    commands: list[Command] = []
    group = group_of(analysis, place)
    if group is not None:
        commands.append(allow(group, "allow-nodes-to-api", "Inbound", to_api))
        commands.append(allow(group, "allow-probes-of-api", "Inbound", probes))
    for key in nodes:
        guard = group_of(analysis, key)
        if guard is not None:
            commands.append(allow(guard, "allow-nodes-to-api", "Outbound", to_api))
    if sources and own:
        yield candidate("Allow nodes and probes to the API server", *commands)
