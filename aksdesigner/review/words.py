"""Sentences that several lines of the checklist share."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.results import PodSubnetCapacity, Trace
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster


def clusters(analysis: Analysis) -> tuple[AksCluster, ...]:
    """Return the clusters that are this design's own."""
    return tuple(c for c in analysis.document.topology.aks_clusters if not c.external)


def has_clusters(analysis: Analysis) -> bool:
    """Return whether the design has a cluster of its own."""
    return bool(clusters(analysis))


def node_room(analysis: Analysis) -> Iterator[str]:
    """Say what each node subnet needs at its upgrade, and what it holds."""
    seen = set()
    for cluster in clusters(analysis):
        for subnet in node_subnets(analysis.facts, cluster):
            if subnet in seen:
                continue
            seen.add(subnet)
            row = analysis.capacity(subnet)
            yield (
                f"{label_of(subnet)} holds {row.usable} addresses and needs {row.need}: "
                f"{row.nodes} nodes, {row.surge} at the upgrade, {row.extras} beside them"
            )


def pod_room(analysis: Analysis) -> Iterator[str]:
    """Say what the pods of each cluster need, and what there is."""
    for cluster in clusters(analysis):
        for subnet in node_subnets(analysis.facts, cluster):
            row = analysis.capacity(subnet)
            if row.pod_blocks is not None and row.pod_blocks_need is not None:
                yield (
                    f"{cluster.name}: the pod range holds {row.pod_blocks} node blocks, "
                    f"{row.pod_blocks_need} are needed"
                )
                break
        for key in pod_subnets(analysis.facts, cluster):
            pods = analysis.capacity(key).pod_subnet or _of_nodes(analysis, cluster)
            if pods is not None:
                yield f"{label_of(pods.subnet)} holds {pods.usable} addresses, pods need {pods.need}"


def _of_nodes(analysis: Analysis, cluster: AksCluster) -> PodSubnetCapacity | None:
    for subnet in node_subnets(analysis.facts, cluster):
        found = analysis.capacity(subnet).pod_subnet
        if found is not None:
            return found
    return None


def _way_out(analysis: Analysis, cluster: AksCluster) -> Trace:
    """Return the way to the Internet, without what each layer of control says of it."""
    return analysis.facts.trace(f"pod:{cluster.name}", "internet:")


def ways_out(analysis: Analysis) -> Iterator[str]:
    """Say which way a packet of each cluster's pods takes to the Internet."""
    for cluster in clusters(analysis):
        trace = _way_out(analysis, cluster)
        way = " > ".join(hop.token for hop in trace.forward)
        if trace.verdict == "delivered":
            yield f"{cluster.name}: {way}"


def lost_ways_out(analysis: Analysis) -> Iterator[str]:
    """Say which cluster's pods do not reach the Internet though they are meant to."""
    for cluster in clusters(analysis):
        if cluster.outbound_type in ("none", "block"):
            continue
        trace = _way_out(analysis, cluster)
        if trace.verdict not in ("delivered", "notComputed"):
            yield f"{cluster.name}: a packet of its pods to the Internet ends as {trace.verdict}"


def ports_out(analysis: Analysis) -> Iterator[str]:
    """Say what each way out offers in SNAT ports."""
    for cluster in clusters(analysis):
        for budget in analysis.snat(key_of("aks", cluster.name)):
            for line in budget.arithmetic:
                yield f"{cluster.name}: {line}"
