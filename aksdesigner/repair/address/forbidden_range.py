"""ADR-02: the network gets a range that a network may have."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "ADR-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Renumber the forbidden prefixes, subnets and addresses with them."""
    faulty = [Cidr.parse(own) for own, _ in finding.evidence["ranges"]]
    yield from another_network_range(analysis, finding.resources[0], faulty)
