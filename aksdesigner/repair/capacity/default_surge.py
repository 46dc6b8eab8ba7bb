"""CAP-13: somebody chose the surge."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-13"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Set max surge to 33%, as AKS advises for production; where that does not fit, to 10%."""
    for surge in ("33%", "10%"):
        command = SetField(finding.resources[0], "max_surge", surge)
        yield candidate(f"Set max surge to {surge}", command)
