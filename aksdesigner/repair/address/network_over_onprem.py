"""ADR-19: the network leaves the range of the site."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "ADR-19"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Renumber the network; what a site has is not ours to change."""
    for key in finding.resources:
        if key.startswith("vnet:"):
            yield from another_network_range(analysis, key)
