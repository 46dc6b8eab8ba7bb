"""AKS-26: AKS Automatic has its subnet, mode and dataplane."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_modes import free_pods
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.new_subnet import new_subnet

CODE = "AKS-26"


API_SUBNET = "snet-api-server"
API_LENGTH = 28  # azure-rules B.6
DELEGATION = "Microsoft.ContainerService/managedClusters"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use overlay and the Cilium dataplane, and add a delegated subnet where there is none."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None or cluster.vnet is None:
        return
    values: dict[str, object] = {"dataplane": "cilium", "cni_mode": "overlay"}
    if cluster.cni_mode != "overlay":
        values["pod_cidrs"] = free_pods(analysis, cluster)
    lacks = [str(item) for item in finding.evidence["lacks"]]
    made = None
    if "a subnet for the API server" in lacks:
        made = new_subnet(
            analysis, cluster.vnet, API_SUBNET, API_LENGTH, {"delegation": DELEGATION}
        )
    title = f"Add {' and '.join(lacks)}"
    yield candidate(title, *(made.commands if made else ()), SetFields(key, values))
