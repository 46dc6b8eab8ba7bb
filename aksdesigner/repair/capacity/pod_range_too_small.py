"""CAP-04: the pod range has a block for every node."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import pod_range_for

CODE = "CAP-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the pod range where it is; else use a free one that is large enough."""
    return pod_range_for(analysis, finding.resources[0], int(finding.evidence["need"]))
