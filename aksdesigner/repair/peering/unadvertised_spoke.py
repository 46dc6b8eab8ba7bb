"""PEER-10: the spoke uses the gateway that its site is connected to."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.flows import trace_of
from aksdesigner.repair.ways.paths import cures

CODE = "PEER-10"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Offer the hub's gateway, and use it in the spoke."""
    trace = trace_of(analysis, finding)
    if trace is not None:
        yield from cures(analysis, trace)
