"""ADR-04: the subnet moves into its network, or the network grows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import another_place

CODE = "ADR-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move the subnet to a free block of its network; or add its own block to the network."""
    yield from another_place(analysis, finding.resources[0])
    vnet = analysis.document.topology.index.at(finding.resources[1])
    if isinstance(vnet, VirtualNetwork):
        prefixes = [*map(str, vnet.prefixes), finding.evidence["prefix"]]
        title = f"Add {finding.evidence['prefix']} to {vnet.name}"
        yield candidate(title, SetField(finding.resources[1], "prefixes", prefixes))
