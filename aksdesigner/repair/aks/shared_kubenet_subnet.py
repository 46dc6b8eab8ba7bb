"""AKS-13: each cluster has a subnet of its own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.new_subnet import new_subnet
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "AKS-13"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Move one cluster to a new subnet of the same size and associations; kubenet clusters first.

    A route table is not shared with it: kubenet writes its own routes.
    """
    place, *clusters = finding.resources
    subnet = subnet_at(analysis, place)
    block = next((p for p in subnet.prefixes if p.version == 4), None) if subnet else None
    if subnet is None or block is None:
        return
    vnet, _, name = label_of(place).partition("/")
    kept = {"nsg": subnet.nsg, "nat_gateway": subnet.nat_gateway}
    fields = {field: value for field, value in kept.items() if value is not None}
    found = [(key, cluster) for key in clusters if (cluster := cluster_of(analysis, key))]
    for key, cluster in sorted(found, key=lambda pair: pair[1].cni_mode != "kubenet"):
        made = new_subnet(analysis, vnet, f"snet-{cluster.name}", block.length, fields)
        if made is None:
            continue
        moved: list[Command] = [
            SetField(key_of("pool", f"{cluster.name}/{pool.name}"), "subnet", made.name)
            for pool in cluster.pools
            if pool.subnet == name
        ]
        title = f"Move {label_of(key)} to {vnet}/{made.name} {made.prefix}"
        yield candidate(title, *made.commands, *moved)
