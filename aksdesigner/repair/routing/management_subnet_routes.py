"""RTE-18: the management subnet has the one route that Azure wants."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import DEFAULT, routed
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "RTE-18"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Keep 0.0.0.0/0 to the Internet alone in its table; else take the table off."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    if subnet is None or subnet.route_table is None:
        return
    table = key_of("rt", subnet.route_table)
    only = [{"name": "default", "prefix": DEFAULT, "nextHopType": "Internet"}]
    alone: list[Command] = [
        SetField(table, "routes", only),
        SetField(table, "disable_bgp", value=True),
    ]
    if finding.message.endswith("lets gateway routes in"):
        title = f"Disable gateway propagation on {label_of(table)}"
        default = routed(analysis, key, DEFAULT, "Internet")
        yield candidate(title, alone[1])
        yield candidate(f"{title} and send 0.0.0.0/0 to the Internet", alone[1], *default)
    yield candidate(f"Keep 0.0.0.0/0 to the Internet alone in {label_of(table)}", *alone)
    yield candidate(
        f"Detach {label_of(table)} from {label_of(key)}", SetField(key, "route_table", None)
    )
