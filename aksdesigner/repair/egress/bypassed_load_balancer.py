"""EGR-06: the outbound type says where the traffic goes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import outbound_type

CODE = "EGR-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use userDefinedRouting, which is what the route does already."""
    yield outbound_type(finding.resources[0], "userDefinedRouting")
