"""NSG-08: the subnet has a security group."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.suggest import next_name
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "NSG-08"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Attach a new security group, which lets through what Azure lets through without one."""
    subnet = finding.resources[0]
    wanted = f"nsg-{label_of(subnet).replace('/', '-')}"
    taken = {group.name.casefold() for group in analysis.document.topology.nsgs}
    name = next_name(analysis.document, "nsg") if wanted.casefold() in taken else wanted
    yield candidate(f"Attach {name}", AddResource("nsg", parent=subnet, name=name))
