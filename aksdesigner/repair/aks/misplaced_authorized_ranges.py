"""AKS-21: a private API server has no authorized ranges."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-21"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Remove the ranges of a private cluster, where they mean nothing; which of many go is a choice."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is not None and cluster.private:
        yield candidate("Remove the authorized ranges", SetField(key, "authorized_ranges", []))
