"""AKS-29: the kubenet pools share a subnet, or the cluster is no kubenet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_modes import to_overlay
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-29"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use overlay; else put every pool into the first subnet."""
    key = finding.resources[0]
    yield from to_overlay(analysis, key)
    cluster = cluster_of(analysis, key)
    first = next((p.subnet for p in cluster.pools if p.subnet), None) if cluster else None
    if cluster is not None and first is not None:
        moved = [
            SetField(key_of("pool", f"{cluster.name}/{pool.name}"), "subnet", first)
            for pool in cluster.pools
            if pool.subnet != first
        ]
        yield candidate(f"Put every pool into {first}", *moved)
