"""RTE-22: the gateway has its own way to the Internet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import DEFAULT, routed

CODE = "RTE-22"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Send 0.0.0.0/0 of its subnet to the Internet; else take the route table off."""
    subnet = finding.resources[1]
    title = f"Send 0.0.0.0/0 of {label_of(subnet)} to the Internet"
    yield candidate(title, *routed(analysis, subnet, DEFAULT, "Internet"))
    title = f"Detach the route table from {label_of(subnet)}"
    yield candidate(title, SetField(subnet, "route_table", None))
