"""ADR-09: the network gets a private range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "ADR-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Renumber the public prefix to a private one of the same length."""
    faulty = [Cidr.parse(finding.evidence["prefix"])]
    yield from another_network_range(analysis, finding.resources[0], faulty)
