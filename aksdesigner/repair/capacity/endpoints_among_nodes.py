"""CAP-20: endpoints have a subnet of their own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.reserve import MoveReservations
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.new_subnet import new_subnet
from aksdesigner.repair.ways.subnets import length_for

CODE = "CAP-20"


ROOM = 2  # times what is there today
LONGEST = 27


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Make a subnet with room for twice the endpoints, and move them there."""
    source = finding.resources[0]
    vnet = label_of(source).partition("/")[0]
    length = min(LONGEST, length_for(ROOM * int(finding.evidence["addresses"])))
    made = new_subnet(analysis, vnet, "snet-private-endpoints", length)
    if made is None:
        return
    target = key_of("subnet", f"{vnet}/{made.name}")
    topology = analysis.document.topology
    moved: list[Command] = [
        SetField(key_of("pe", endpoint.name), "subnet", made.name)
        for endpoint in topology.private_endpoints
        if key_of("subnet", f"{endpoint.vnet}/{endpoint.subnet}") == source
    ]
    if any(key_of("subnet", item.subnet) == source for item in topology.private_endpoint_ips):
        moved.append(MoveReservations(source, target))
    title = f"Move the endpoints to {label_of(target)} {made.prefix}"
    yield candidate(title, *made.commands, *moved)
