"""AKS-18: AKS Automatic has what it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_modes import free_pods
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-18"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use overlay with Cilium, and IPv4 alone; Windows pools are somebody's, and stay."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    values: dict[str, object] = {
        "cni_mode": "overlay",
        "dataplane": "cilium",
        "network_policy": "cilium",
        "ip_families": ["ipv4"],
        "pod_cidrs": free_pods(analysis, cluster),
        "service_cidrs": [str(c) for c in cluster.service_cidrs if c.version == 4],
    }
    yield candidate("Use overlay with Cilium", SetFields(key, values))
