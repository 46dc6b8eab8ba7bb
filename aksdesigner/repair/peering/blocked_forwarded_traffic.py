"""PEER-06: the half lets forwarded traffic in."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEER-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow forwarded traffic on the half that refuses it."""
    key = finding.resources[0]
    title = f"Allow forwarded traffic on {label_of(key)}"
    yield candidate(title, SetField(key, "allow_forwarded_traffic", value=True))
