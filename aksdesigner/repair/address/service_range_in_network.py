"""ADR-12: the service range leaves the network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import another_service_range

CODE = "ADR-12"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use a service range that nothing of the design touches."""
    yield from another_service_range(analysis, finding.resources[0])
