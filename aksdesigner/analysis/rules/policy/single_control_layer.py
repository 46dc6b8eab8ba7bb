"""POL-08: Only one control layer."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="POL-08",
    name="single-control-layer",
    topic="policy",
    severity="info",
    since="0.1",
    title="Only one control layer",
    source="azure-rules G.7 POL-08",
    remedy="Add a second layer",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports production designs with AKS that have exactly one of security groups, a firewall and network policies.

    ## What it does
    Reports production designs with AKS that have exactly one of security groups, a firewall and
    network policies.

    ## Why it matters
    One mistake in that layer opens everything.

    ## Example
    A firewall, no groups, networkPolicy none.

    ## How to fix
    Add a second layer.

    ## References
    azure-rules G.7 POL-08
    """
    topology = facts.topology
    if not facts.settings.production:
        return
    for cluster in topology.aks_clusters:
        layers = {
            "security groups": any(
                subnet.nsg for vnet in topology.vnets for subnet in vnet.subnets
            ),
            "a firewall": bool(topology.firewalls or topology.nvas),
            "network policies": cluster.network_policy != "none",
        }
        present = [name for name, there in layers.items() if there]
        if len(present) == 1:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} is guarded by {present[0]} alone",
                layers=present,
            )
