"""EGR-05: the subnet has one way out."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.next_hops import user_default
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.route import RemoveRoute
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "EGR-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the NAT gateway off, since the route wins; else take the route out of the table."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    if subnet is None:
        return
    title = f"Detach {subnet.nat_gateway} from {label_of(key)}"
    yield candidate(title, SetField(key, "nat_gateway", None))
    route = user_default(analysis.facts, subnet)
    if route is not None and subnet.route_table is not None:
        command = RemoveRoute(key_of("rt", subnet.route_table), route.name)
        yield candidate(f"Remove route {route.name} of {subnet.route_table}", command)
