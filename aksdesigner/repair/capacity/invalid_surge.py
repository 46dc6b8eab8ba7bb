"""CAP-12: the pool has nodes to upgrade with."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-12"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Set max surge to 33%, and let no node be unavailable."""
    values = {"max_surge": "33%", "max_unavailable": None}
    yield candidate("Set max surge to 33%", SetFields(finding.resources[0], values))
