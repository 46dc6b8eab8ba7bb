"""POL-01: Policy not enforced."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="POL-01",
    name="required-policy-not-enforced",
    topic="policy",
    severity="error",
    since="0.2",
    title="Policy not enforced",
    source="azure-rules section F, G.7 POL-01",
    remedy="Choose a policy engine",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters that need network policies, or declare some, and have no engine that enforces them.

    ## What it does
    Reports clusters that need network policies, or declare some, and have no engine that enforces
    them.

    ## Why it matters
    Kubernetes accepts the objects and nothing is blocked.

    ## Example
    policyRequired with networkPolicy none on the azure dataplane.

    ## How to fix
    Choose an engine: cilium with its dataplane, or calico. With a network plugin of your own name
    its engine among the add-ons.

    ## References
    azure-rules section F, G.7 POL-01
    """
    for cluster in facts.topology.aks_clusters:
        wanted = cluster.policy_required or bool(cluster.network_policies)
        if wanted and not _is_enforced(cluster):
            what = (
                "network policies are required"
                if cluster.policy_required
                else ("network policies are declared")
            )
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} has no policy engine, and {what}: nothing is blocked",
            )


def _is_enforced(cluster: AksCluster) -> bool:
    if cluster.cni_mode == "byo":
        return any(name.casefold() in ("calico", "cilium") for name in cluster.addons)
    return cluster.network_policy != "none" or cluster.dataplane == "cilium"
