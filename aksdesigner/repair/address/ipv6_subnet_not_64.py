"""ADR-07: the IPv6 prefix of the subnet becomes a /64."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.renumber import RenumberSubnet
from aksdesigner.edit.suggest import IPV6_SUBNET_LENGTH, free_prefix
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import subnet_at, vnet_around

CODE = "ADR-07"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the /64 where the prefix starts, else a free one of the network."""
    key = finding.resources[0]
    subnet, vnet = subnet_at(analysis, key), vnet_around(analysis, key)
    old = Cidr.parse(finding.evidence["prefix"])
    if subnet is None or vnet is None:
        return
    here = Cidr(old.first_value, IPV6_SUBNET_LENGTH, 6)
    for new in (here.network, free_prefix(vnet, IPV6_SUBNET_LENGTH, 6)):
        if new is not None:
            prefixes = tuple(str(new if prefix == old else prefix) for prefix in subnet.prefixes)
            yield candidate(f"Use {new}", RenumberSubnet(key, prefixes))
