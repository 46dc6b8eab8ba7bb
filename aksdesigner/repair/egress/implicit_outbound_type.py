"""EGR-11: the outbound type is written down."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import outbound_type

CODE = "EGR-11"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Write the default down, so that somebody has chosen it."""
    yield outbound_type(finding.resources[0], "loadBalancer")
