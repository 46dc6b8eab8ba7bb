"""POL-01: somebody enforces the policies."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "POL-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use Cilium, dataplane and engine, where pools and mode allow it; else Calico."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None or cluster.cni_mode == "byo":
        return
    values = {"dataplane": "cilium", "network_policy": "cilium"}
    yield candidate("Use Cilium", SetFields(key, values))
    yield candidate(
        "Use Calico", SetFields(key, {"dataplane": "azure", "network_policy": "calico"})
    )
