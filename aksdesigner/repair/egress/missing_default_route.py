"""EGR-01: the nodes have a default route, or another way out."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import default_to_appliance, outbound_type, with_nat_gateway

CODE = "EGR-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Send 0.0.0.0/0 to an appliance; where there is none, use a NAT gateway or the load balancer."""
    cluster, *places = finding.resources
    yield from default_to_appliance(analysis, [p for p in places if p.startswith("subnet:")])
    yield from with_nat_gateway(analysis, cluster)
    yield outbound_type(cluster, "loadBalancer")
