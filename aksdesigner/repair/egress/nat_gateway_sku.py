"""EGR-17: the NAT gateway and what it serves fit together."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "EGR-17"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use the other SKU."""
    yield candidate("Use StandardV2", SetField(finding.resources[0], "sku", "StandardV2"))
    yield candidate("Use Standard", SetField(finding.resources[0], "sku", "Standard"))
