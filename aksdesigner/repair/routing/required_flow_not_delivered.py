"""RTE-01: what stops the flow is changed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.flows import trace_of
from aksdesigner.repair.ways.paths import cures, through_appliances

CODE = "RTE-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Follow the reason of the trace; else route both ends through an appliance."""
    trace = trace_of(analysis, finding)
    if trace is not None:
        yield from cures(analysis, trace)
        yield from through_appliances(analysis, trace)
