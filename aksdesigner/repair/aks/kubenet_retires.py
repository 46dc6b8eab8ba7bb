"""AKS-09: the cluster uses a mode that stays."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_modes import to_overlay

CODE = "AKS-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use overlay, with a pod range that nothing of the design touches."""
    yield from to_overlay(analysis, finding.resources[0])
