"""CAP-31: the ports of a node are written down."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.limits import limit
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "CAP-31"


STEP = 8  # azure-rules B.4: ports are given in eights


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give every node an equal share of the ports, surge nodes counted."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    nodes = sum(plan.total for plan in cluster_plans(analysis.facts, label_of(key)))
    if cluster is None or nodes < 1:
        return
    ips = max(1, cluster.outbound.managed_ips) if cluster.outbound else 1
    ports = limit("loadBalancerPortsPerAddress").value * ips // nodes // STEP * STEP
    if ports > 0:
        yield candidate(f"Set {ports} ports a node", SetField(key, "outbound.ports", ports))
