"""RTE-20: gateway routes enter the GatewaySubnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.part import plain_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import table_name

CODE = "RTE-20"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let gateway routes into the table; else give the GatewaySubnet a copy of its own that does."""
    subnet, key = finding.resources[:2]
    title = f"Enable gateway propagation on {label_of(key)}"
    yield candidate(title, SetField(key, "disable_bgp", value=False))
    table = analysis.document.topology.index.at(key)
    if isinstance(table, RouteTable):
        name = table_name(analysis, subnet)
        fields = {"routes": [plain_of(route) for route in table.routes]}
        yield candidate(
            f"Give {label_of(subnet)} a table of its own",
            AddResource("rt", name=name, fields=fields),
            Connect(subnet, key_of("rt", name)),
        )
