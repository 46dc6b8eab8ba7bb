"""ADR-25: the range moves away from the old Docker bridge."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.addresses import another_range

CODE = "ADR-25"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move the service range, the pod range or the network, whichever touches the bridge."""
    yield from another_range(analysis, finding.resources[0], Cidr.parse(finding.evidence["range"]))
