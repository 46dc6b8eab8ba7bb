"""AKS-15: mode, dataplane and pools fit together."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_modes import to_overlay
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-15"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Leave the Cilium dataplane to clusters that can have it; leave kubenet for overlay."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    if cluster.dataplane == "cilium":
        engine = "none" if cluster.network_policy == "cilium" else cluster.network_policy
        values = {"dataplane": "azure", "network_policy": engine}
        yield candidate("Use the Azure dataplane", SetFields(key, values))
    if cluster.cni_mode in ("kubenet", "byo"):
        yield from to_overlay(analysis, key)
