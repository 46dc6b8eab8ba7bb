"""ADR-26: Name too long for node labels."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="ADR-26",
    name="name-too-long-for-labels",
    topic="address",
    severity="error",
    since="0.1",
    title="Name too long for node labels",
    source="azure-rules A-13",
    remedy="Shorten the name to 63 characters",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports overlay clusters in their own network whose subnet, network or resource group has a name of more than 63 characters.

    ## What it does
    Reports overlay clusters in their own network whose subnet, network or resource group has a
    name of more than 63 characters.

    ## Why it matters
    AKS writes these names into node labels, which hold 63 characters.

    ## Example
    A node subnet with a name of 70 characters.

    ## How to fix
    Shorten the name.

    ## References
    azure-rules A-13
    """
    for cluster in facts.topology.aks_clusters:
        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        if cluster.cni_mode != "overlay" or vnet is None:
            continue
        names = [vnet.azure_name or vnet.name, vnet.resource_group or facts.settings.resource_group]
        names += [pool.subnet for pool in cluster.pools]
        for name in dict.fromkeys(name for name in names if name and len(name) > 63):
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} writes {name} into node labels: {number(len(name))} "
                "characters, 63 fit",
                tooLong=name,
            )
