"""CAP-31: the ports of a node are written down."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import equal_ports

CODE = "CAP-31"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give every node an equal share of the ports, surge nodes counted."""
    return equal_ports(analysis, finding.resources[0])
