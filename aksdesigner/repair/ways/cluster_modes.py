"""Another pod network for a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import POD_LENGTHS, cluster_of


def free_pods(analysis: Analysis, cluster: AksCluster) -> list[str]:
    """Return the IPv4 pod range a cluster has, else a free one, as the field holds it."""
    own = [str(cidr) for cidr in cluster.pod_cidrs if cidr.version == 4]
    if own:
        return own
    found = (free_pod_cidr(analysis.facts, length) for length in POD_LENGTHS[1:])
    return [str(cidr) for cidr in found if cidr is not None][:1]


def to_overlay(analysis: Analysis, key: Key) -> Iterator[Candidate]:
    """Yield overlay for a cluster, with its own pod range and with a free one."""
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    engine = {"azure": "none"} if cluster.cni_mode == "kubenet" else {}
    values: dict[str, object] = {"cni_mode": "overlay"}
    if cluster.network_policy in engine:
        values["network_policy"] = engine[cluster.network_policy]
    pods = free_pods(analysis, cluster)
    yield candidate("Use overlay", SetFields(key, {**values, "pod_cidrs": pods}))
