"""RTE-02: both ends send the flow through the appliance."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.flows import declared_flows
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.paths import through_appliances

CODE = "RTE-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add routes to the named appliance on both sides of each inspected flow between the ends."""
    for flow in declared_flows(analysis.facts):
        trace = flow.trace(analysis.facts) if flow.inspected_by else None
        if trace is not None and flow.words in finding.message:
            yield from through_appliances(analysis, trace, flow.inspected_by)
