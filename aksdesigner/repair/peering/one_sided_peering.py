"""PEER-03: the other half of the peering comes, or this one goes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEER-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the half that is missing; else remove the half that is there."""
    half, one, other = finding.resources[:3]
    title = f"Add the other half of the peering, {finding.evidence['missing']}"
    yield candidate(title, Connect(one, other))
    yield candidate(f"Remove {label_of(half)}", DeleteResources((half,)))
