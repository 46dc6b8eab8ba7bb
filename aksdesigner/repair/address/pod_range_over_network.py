"""ADR-15: the pod range leaves the network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import another_pod_range

CODE = "ADR-15"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use a pod range that nothing of the design touches."""
    yield from another_pod_range(analysis, finding.resources[0])
