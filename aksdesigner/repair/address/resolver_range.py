"""ADR-27: the resolver subnet leaves the range that the resolver uses itself."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.reserved import resolver_prefixes
from aksdesigner.edit.renumber import RenumberSubnet
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import (
    another_network_range,
    free_block,
    subnet_at,
    vnet_around,
)

CODE = "ADR-27"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move the subnet to a block of its network outside the range; else renumber the network."""
    key = finding.resources[0]
    subnet, vnet = subnet_at(analysis, key), vnet_around(analysis, key)
    old = Cidr.parse(finding.evidence["prefix"])
    if subnet is None or vnet is None:
        return
    taken = [prefix for other in vnet.subnets for prefix in other.prefixes]
    kept = [Cidr.parse(text) for text in resolver_prefixes()]
    free = free_block(vnet, old.length, [*taken, *kept])
    if free is not None:
        prefixes = tuple(str(free if prefix == old else prefix) for prefix in subnet.prefixes)
        yield candidate(f"Move {label_of(key)} to {free}", RenumberSubnet(key, prefixes))
    yield from another_network_range(analysis, f"vnet:{vnet.name}")
