"""CAP-23: every node keeps its ports when the cluster grows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import equal_ports

CODE = "CAP-23"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give every node an equal share of the ports, surge nodes counted."""
    return equal_ports(analysis, finding.resources[0])
