"""CNI and dataplane: sections 13 and 19 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters, has_clusters

SOURCE = "seed 19, CNI and dataplane"
POLICY = "seed 13"
FLAT = ("podSubnetDynamic", "podSubnetStatic", "nodeSubnet")


def _modes(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        yield f"{cluster.name}: {cluster.cni_mode} on the {cluster.dataplane} dataplane"


def _flatness(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        flat = cluster.cni_mode in FLAT
        yield f"{cluster.name}: pods {'are' if flat else 'are not'} addresses of the network"


def _engines(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.network_policy != "none":
            yield f"{cluster.name}: {cluster.network_policy}"


def _no_engine(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.network_policy == "none" and cluster.sku != "Automatic":
            yield f"{cluster.name} has no network policy engine"


def _pools(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.network_policy != "none":
            yield f"{cluster.name}: {len(cluster.pools)} pools under {cluster.network_policy}"


def _windows(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        names = [pool.name for pool in cluster.pools if pool.os == "Windows"]
        if names:
            yield f"{cluster.name}: {', '.join(names)}"


def _has_windows(analysis: Analysis) -> bool:
    return any(True for _ in _windows(analysis))


def _policies(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.network_policies:
            yield f"{cluster.name}: {len(cluster.network_policies)} policies are drawn"


LINES = (
    Line(
        "networkPlugin",
        "The network plugin follows from requirements, not from defaults.",
        SOURCE,
        ("AKS-09", "AKS-15"),
        evidence=_modes,
        asks="Which requirements chose the pod network of each cluster?",
        applies=has_clusters,
    ),
    Line(
        "flatDecision",
        "Overlay or flat pod addresses is a decision on record.",
        SOURCE,
        ("AKS-12", "AKS-16"),
        evidence=_flatness,
        asks="Who decided whether pods get addresses of the network, and why?",
        applies=has_clusters,
    ),
    Line(
        "policyTest",
        "The engine that enforces network policies is known, and was tried.",
        SOURCE,
        ("POL-01", "POL-02", "POL-04"),
        lacks=_no_engine,
        evidence=_engines,
        asks="Which negative test shows that a denied connection is denied?",
        applies=has_clusters,
    ),
    Line(
        "policyPools",
        "Policies are enforced on every node pool.",
        POLICY,
        ("POL-03", "POL-05"),
        lacks=_no_engine,
        evidence=_pools,
        applies=has_clusters,
    ),
    Line(
        "windowsDifferences",
        "What Windows pools do otherwise is written down.",
        SOURCE,
        ("POL-03",),
        evidence=_windows,
        asks="Where is it written what Windows pools do otherwise than Linux pools?",
        applies=_has_windows,
    ),
    Line(
        "policyDns",
        "Rules for DNS egress are explicit wherever egress is denied.",
        POLICY,
        ("POL-06",),
        evidence=_policies,
        applies=has_clusters,
    ),
    Line(
        "policyPlatformPaths",
        "The ingress controller and observability keep their paths under the policies.",
        POLICY,
        ("POL-07",),
        asks="Which policies let the ingress controller and the agents of monitoring through?",
        applies=has_clusters,
    ),
    Line(
        "policyPipeline",
        "Policies are tested before production.",
        POLICY,
        asks="Which pipeline or environment tests the policies before production?",
        applies=has_clusters,
    ),
)
