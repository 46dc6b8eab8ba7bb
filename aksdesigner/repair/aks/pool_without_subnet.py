"""AKS-23: the pool names the subnet of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-23"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Name the subnet that the first neighbour names."""
    key, owner = finding.resources[:2]
    cluster = cluster_of(analysis, owner)
    first = next((p.subnet for p in cluster.pools if p.subnet), None) if cluster else None
    if first is not None:
        yield candidate(f"Use {first}", SetField(key, "subnet", first))
