"""ADR-17: the service range gets a size that AKS accepts."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import another_service_range

CODE = "ADR-17"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use a free range of /16, /20 or /24."""
    yield from another_service_range(analysis, finding.resources[0])
