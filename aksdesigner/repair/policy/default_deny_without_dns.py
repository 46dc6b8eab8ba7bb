"""POL-06: pods that may leave nowhere may still ask for names."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.part import plain_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "POL-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add a policy of the namespace that allows UDP and TCP 53 to kube-system."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    namespace = str(finding.evidence["namespace"])
    taken = {p.name for p in cluster.network_policies if p.namespace == namespace}
    name, number = "allow-dns", 2
    while name in taken:
        name, number = f"allow-dns-{number}", number + 1
    rule = {
        "peers": [{"namespaces": {"kubernetes.io/metadata.name": "kube-system"}}],
        "ports": [{"protocol": protocol, "port": "53"} for protocol in ("UDP", "TCP")],
    }
    policy = {"name": name, "namespace": namespace, "types": ["Egress"], "egress": [rule]}
    policies = [*(plain_of(one) for one in cluster.network_policies), policy]
    title = f"Allow DNS to kube-system from {namespace}"
    yield candidate(title, SetField(key, "network_policies", policies))
