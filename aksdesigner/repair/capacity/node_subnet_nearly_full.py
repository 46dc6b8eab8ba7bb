"""CAP-02: the node subnet has room to spare."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_size, length_for

CODE = "CAP-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the subnet a size of which the upgrade takes 80 % at most."""
    need = -(-int(finding.evidence["need"]) * 10 // 8)
    yield from another_size(analysis, finding.resources[0], length_for(need))
