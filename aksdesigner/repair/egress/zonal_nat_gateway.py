"""EGR-14: the NAT gateway lives in every zone."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "EGR-14"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use StandardV2, which spans the zones."""
    yield candidate("Use StandardV2", SetField(finding.resources[0], "sku", "StandardV2"))
