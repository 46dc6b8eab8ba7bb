"""EGR-15: the machine has a way out that somebody chose."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import default_to_appliance, nat_gateway_for

CODE = "EGR-15"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give its subnet a NAT gateway; else send 0.0.0.0/0 to an appliance."""
    subnets = [key for key in finding.resources if key.startswith("subnet:")]
    yield from nat_gateway_for(analysis, subnets)
    yield from default_to_appliance(analysis, subnets)
