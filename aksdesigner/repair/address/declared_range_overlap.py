"""ADR-20: the range leaves what the registry gives to others."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.addresses import another_range

CODE = "ADR-20"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move the service or pod range, or the network, to what nobody has."""
    for row in finding.evidence["overlaps"]:
        own = Cidr.parse(str(row["a"]).rpartition(" ")[2])
        yield from another_range(analysis, finding.resources[0], own)
