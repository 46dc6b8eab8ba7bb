"""RTE-24: the subnet's own traffic stays in it."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import prefixes_of, routes_of

CODE = "RTE-24"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Name the subnet's own prefix with next hop VnetLocal."""
    subnet, table = finding.resources[:2]
    prefixes = prefixes_of(analysis, subnet)
    title = f"Keep {' and '.join(prefixes)} local in {label_of(table)}"
    yield candidate(title, *routes_of(analysis, subnet, prefixes, "VnetLocal"))
