"""PEER-09: two spokes reach one another through the hub, or directly."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.connect import Connect
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.flows import trace_of
from aksdesigner.repair.ways.paths import cures, through_appliances

CODE = "PEER-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Route both ends through an appliance they are near to; else peer the networks."""
    trace = trace_of(analysis, finding)
    if trace is not None:
        yield from through_appliances(analysis, trace)
        yield from cures(analysis, trace)
    here, there = finding.resources[:2]
    yield candidate(f"Peer {label_of(here)} with {label_of(there)}", Connect(here, there))
