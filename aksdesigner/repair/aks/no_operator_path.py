"""AKS-01: operators reach the API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.flows import operator_flows
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.paths import cures

CODE = "AKS-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Follow the reason why a declared operator's flow is stopped; nobody is declared by a fix."""
    if finding.severity != "error":
        return
    for flow in operator_flows(analysis.facts):
        trace = flow.trace(analysis.facts)
        if flow.destination == f"api:{label_of(finding.resources[0])}" and trace is not None:
            yield from cures(analysis, trace)
