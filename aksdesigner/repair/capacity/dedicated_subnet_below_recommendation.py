"""CAP-15: the subnet has the recommended size."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_size, subnet_at

CODE = "CAP-15"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the subnet to the recommended size, or move it."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    dedicated = dedicated_for(subnet.name, subnet.delegation) if subnet else None
    if dedicated is not None:
        yield from another_size(analysis, key, dedicated.recommended)
