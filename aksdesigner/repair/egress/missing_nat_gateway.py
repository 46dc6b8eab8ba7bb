"""EGR-04: the node subnets have the NAT gateway."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import nat_gateway_for, node_subnets

CODE = "EGR-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Attach the NAT gateway of the network to every node subnet; a new one where it has none."""
    yield from nat_gateway_for(analysis, node_subnets(analysis, finding.resources[0]))
