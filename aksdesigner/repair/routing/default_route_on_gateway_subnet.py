"""RTE-19: the GatewaySubnet has no default route."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.route import RemoveRoute
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-19"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Remove the route for 0.0.0.0/0 from its table."""
    key = finding.resources[1]
    table = analysis.document.topology.index.at(key)
    if isinstance(table, RouteTable):
        gone = [r for r in table.routes if isinstance(r.prefix, Cidr) and r.prefix.is_default]
        names = " and ".join(route.name for route in gone)
        commands = (RemoveRoute(key, route.name) for route in gone)
        yield candidate(f"Remove {names} from {label_of(key)}", *commands)
