"""EGR-16: each network has a NAT gateway of its own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.edit.suggest import next_name
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "EGR-16"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Keep the NAT gateway in its first network, and give every other one a new one."""
    shared = label_of(finding.resources[0])
    vnets = analysis.document.topology.vnets
    users = [(v, s) for v in vnets for s in v.subnets if s.nat_gateway == shared]
    commands: list[Command] = []
    document = analysis.document
    for vnet in list(dict.fromkeys(v.name for v, _ in users))[1:]:
        name = next_name(document, "natgw")
        made = AddResource("natgw", name=name)
        document = made.apply(document)
        commands.append(made)
        commands += [
            SetField(key_of("subnet", f"{v.name}/{s.name}"), "nat_gateway", name)
            for v, s in users
            if v.name == vnet
        ]
    yield candidate(f"Keep {shared} in one network, with new ones in the others", *commands)
