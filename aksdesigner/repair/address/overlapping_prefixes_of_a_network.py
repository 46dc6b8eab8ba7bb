"""ADR-03: one of two prefixes that share addresses goes, or moves."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.address import Cidr
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import another_network_range

CODE = "ADR-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Drop what lies inside another prefix; else renumber the second of each pair."""
    key = finding.resources[0]
    vnet = analysis.document.topology.index.at(key)
    if not isinstance(vnet, VirtualNetwork):
        return
    kept = [
        prefix
        for order, prefix in enumerate(vnet.prefixes)
        if not any(
            _is_inside(prefix, other, order, place) for place, other in enumerate(vnet.prefixes)
        )
    ]
    if len(kept) < len(vnet.prefixes):
        title = f"Keep {' and '.join(map(str, kept))} alone"
        yield candidate(title, SetField(key, "prefixes", [str(prefix) for prefix in kept]))
    yield from another_network_range(
        analysis, key, [Cidr.parse(second) for _, second in finding.evidence["pairs"]]
    )


def _is_inside(prefix: Cidr, other: Cidr, order: int, place: int) -> bool:
    """Return whether another prefix holds this one; of two equal ones the first stays."""
    same = prefix.network == other.network
    return other.strictly_contains(prefix.network) or (same and place < order)
