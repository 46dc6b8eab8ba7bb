"""PEP-04: the security group applies to the endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "PEP-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let security groups apply to endpoints, and route tables where they do already."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    if subnet is not None:
        has_routes = subnet.pe_policies == "RouteTableEnabled"
        value = "Enabled" if has_routes else "NetworkSecurityGroupEnabled"
        title = f"Set endpoint network policies to {value}"
        yield candidate(title, SetField(key, "pe_policies", value))
