"""RTE-03: one of the routes for a prefix goes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.route import RemoveRoute
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Remove the later routes, then, as a choice, the earlier ones."""
    key = finding.resources[0]
    table = analysis.document.topology.index.at(key)
    if not isinstance(table, RouteTable):
        return
    prefix = str(finding.evidence["prefix"])
    twins = [(place, r) for place, r in enumerate(table.routes) if str(r.prefix) == prefix]
    for kept, route in twins:
        gone = [(place, other) for place, other in reversed(twins) if place != kept]
        commands = [RemoveRoute(key, other.name, place) for place, other in gone]
        hop = route.next_hop_ip or route.next_hop_type
        yield candidate(f"Keep {route.name} ({prefix} to {hop}) alone", *commands)
