"""EGR-08: the cluster has an outbound type that its own network can have."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import outbound_type

CODE = "EGR-08"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use none, which is what block means where the network is one's own."""
    yield outbound_type(finding.resources[0], "none")
