"""NSG-01: the subnet has no security group."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "NSG-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the security group off the subnet."""
    subnet, group = finding.resources[:2]
    title = f"Detach {label_of(group)} from {label_of(subnet)}"
    yield candidate(title, SetField(subnet, "nsg", None))
