"""AKS-19: the isolated cluster has what isolation asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate, joined
from aksdesigner.repair.ways.cluster_modes import to_overlay
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-19"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Make the API server private, and leave kubenet for overlay."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    private = candidate("Make the API server private", SetField(key, "private", value=True))
    modes = list(to_overlay(analysis, key)) if cluster and cluster.cni_mode == "kubenet" else []
    yield private
    for mode in modes:
        yield mode
        yield joined(f"{private.title}; {mode.title}", (private, mode))
