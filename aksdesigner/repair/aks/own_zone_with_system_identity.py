"""AKS-22: the identity may write into the zone."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-22"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use a user-assigned identity."""
    yield candidate(
        "Use a user-assigned identity", SetField(finding.resources[0], "identity", "UserAssigned")
    )
