"""EGR-12: pods reach the Internet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import (
    default_to_appliance,
    node_subnets,
    outbound_type,
    with_nat_gateway,
)
from aksdesigner.repair.ways.paths import cures

CODE = "EGR-12"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Follow the reason of the trace; else give the nodes a default route or an outbound type."""
    cluster = finding.resources[0]
    try:
        trace = analysis.trace(f"pod:{label_of(cluster)}", "203.0.113.10")
    except QueryError:
        return
    yield from cures(analysis, trace)
    yield from default_to_appliance(analysis, node_subnets(analysis, cluster))
    yield from with_nat_gateway(analysis, cluster)
    yield outbound_type(cluster, "loadBalancer")
