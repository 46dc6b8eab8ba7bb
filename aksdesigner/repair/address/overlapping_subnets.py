"""ADR-05: one of the subnets moves."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_place

CODE = "ADR-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move one of the subnets to a free block; the one that is named first before the others."""
    for key in finding.resources:
        if key.startswith("subnet:"):
            yield from another_place(analysis, key)
