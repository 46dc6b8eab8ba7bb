"""EGR-03: the NAT gateway is one of the design."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import outbound_type, with_nat_gateway

CODE = "EGR-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use userAssignedNATGateway, with a NAT gateway on the node subnets; else the load balancer."""
    yield from with_nat_gateway(analysis, finding.resources[0])
    yield outbound_type(finding.resources[0], "loadBalancer")
