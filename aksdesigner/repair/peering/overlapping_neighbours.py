"""PEER-02: one of two neighbours with the same addresses gets another range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "PEER-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Renumber the network that came later, else the one before it; never the hub between them."""
    for key in finding.resources[2:]:
        if key.startswith("vnet:"):
            yield from another_network_range(analysis, key)
