"""CAP-26: the NAT gateway has a number of addresses that Azure takes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.limits import limit
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-26"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use the nearest number from 1 to 16."""
    count = min(max(1, int(finding.evidence["ips"])), limit("natGatewayAddresses").value)
    yield candidate(f"Use {count} addresses", SetField(finding.resources[0], "ips", count))
