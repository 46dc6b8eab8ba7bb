"""ADR-10: the range moves out of what AKS keeps."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.addresses import another_range

CODE = "ADR-10"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move the service range, the pod range or the network, whichever has the reserved range."""
    yield from another_range(analysis, finding.resources[0], Cidr.parse(finding.evidence["range"]))
