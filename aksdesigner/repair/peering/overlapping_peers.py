"""PEER-01: one of the peered networks gets another range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "PEER-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Renumber one of the two networks, the second before the first."""
    for key in reversed(finding.resources):
        if key.startswith("vnet:"):
            yield from another_network_range(analysis, key)
