"""CAP-16: the subnet holds every instance of its gateway."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_size, length_for

CODE = "CAP-16"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the subnet where it is, or move it."""
    need = int(finding.evidence["need"])
    yield from another_size(analysis, finding.resources[0], length_for(need))
