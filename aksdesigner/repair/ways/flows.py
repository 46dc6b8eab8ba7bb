"""The declared flow that a finding speaks of."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.flows import declared_flows
from aksdesigner.analysis.results import Finding, Trace


def trace_of(analysis: Analysis, finding: Finding) -> Trace | None:
    """Return the trace of the query that a finding's evidence names, or None."""
    place = finding.evidence.get("query")
    flow = next((f for f in declared_flows(analysis.facts) if f.place == place), None)
    return flow.trace(analysis.facts) if flow is not None else None
