"""RTE-21: the subnet of the Route Server has no route table."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-21"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the route table off the subnet."""
    subnet, table = finding.resources[:2]
    title = f"Detach {label_of(table)} from {label_of(subnet)}"
    yield candidate(title, SetField(subnet, "route_table", None))
