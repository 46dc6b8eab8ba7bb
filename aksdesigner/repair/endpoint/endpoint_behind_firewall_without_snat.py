"""PEP-03: answers of the endpoint come back through the appliance."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of, split_key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEP-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use application rules at a firewall, which translate the source; let an appliance translate."""
    index = analysis.document.topology.index
    commands: list[Command] = []
    said: list[str] = []
    for key in dict.fromkeys(str(device) for device in finding.evidence["devices"]):
        device = index.at(key)
        if isinstance(device, Firewall) and device.policy is None:
            commands.append(SetField(key, "rules", "application"))
            said.append(f"Use application rules at {device.name}")
        elif split_key(key)[0] == "nva":
            commands.append(SetField(key, "snat", value=True))
            said.append(f"Let {label_of(key)} translate the source")
    if commands:
        yield candidate("; ".join(said), *commands)
