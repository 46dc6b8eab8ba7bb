"""RTE-27: the kubenet cluster may write into its own route table."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "RTE-27"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the cluster a user-assigned identity; else move it to overlay, which writes no routes."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is not None and cluster.identity != "UserAssigned":
        yield candidate("Use a user-assigned identity", SetField(key, "identity", "UserAssigned"))
    yield candidate("Use overlay", SetField(key, "cni_mode", "overlay"))
