"""PEER-07: the half lets the peer in."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEER-07"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow access on the half that blocks it."""
    key = finding.resources[0]
    title = f"Allow access on {label_of(key)}"
    yield candidate(title, SetField(key, "allow_virtual_network_access", value=True))
