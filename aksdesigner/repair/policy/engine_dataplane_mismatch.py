"""POL-02: engine and dataplane fit."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "POL-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the engine the dataplane it needs, else the cluster an engine that its network has."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    choices = [("cilium", "cilium"), (cluster.dataplane, "calico"), (cluster.dataplane, "none")]
    if cluster.cni_mode == "byo":
        choices = [(cluster.dataplane, "none")]
    for dataplane, engine in choices:
        values = {"dataplane": dataplane, "network_policy": engine}
        title = "Use no engine" if engine == "none" else f"Use {engine.capitalize()}"
        yield candidate(title, SetFields(key, values))
