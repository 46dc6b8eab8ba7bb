"""ADR-06: the subnet gets a size that Azure accepts."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import LARGEST, SMALLEST, another_size, subnet_at

CODE = "ADR-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the subnet the nearest size that Azure accepts."""
    subnet = subnet_at(analysis, finding.resources[0])
    for prefix in subnet.prefixes if subnet else ():
        if prefix.version == 4 and prefix.length > SMALLEST:
            yield from another_size(analysis, finding.resources[0], SMALLEST)
        elif prefix.version == 4 and prefix.length < LARGEST:
            yield from another_size(analysis, finding.resources[0], LARGEST)
