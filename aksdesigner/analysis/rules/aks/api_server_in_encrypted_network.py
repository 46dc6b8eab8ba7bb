"""AKS-27: API server in an encrypted network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="AKS-27",
    name="api-server-in-encrypted-network",
    topic="aks",
    severity="error",
    since="0.2",
    title="API server in an encrypted network",
    source="azure-rules G.5 AKS-27",
    remedy="Switch off VNet encryption or API Server VNet Integration",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with API Server VNet Integration in a network with encryption: an error with node sizes of version 4 and newer or without a named size, a warning where every pool names a size of version 3 or older.

    ## What it does
    Reports clusters with API Server VNet Integration in a network with encryption: an error with
    node sizes of version 4 and newer or without a named size, a warning where every pool names a
    size of version 3 or older.

    ## Why it matters
    AKS refuses newer sizes there; older ones work, and their traffic is not encrypted.

    ## Example
    apiServerVnetIntegration in a network whose encryption is on, nodes of Standard_D4ds_v5.

    ## How to fix
    Switch one of the two off.

    ## References
    azure-rules G.5 AKS-27
    """
    for cluster in facts.topology.aks_clusters:
        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        if vnet is None or not vnet.encryption or not cluster.api_server_vnet_integration:
            continue
        older = bool(cluster.pools) and all(_is_older(pool) for pool in cluster.pools)
        what = (
            "its nodes are of version 3 or older and not encrypted"
            if older
            else ("node sizes of version 4 and newer are refused there")
        )
        yield RULE.found(
            key_of("aks", cluster.name),
            key_of("vnet", vnet.name),
            message=f"{cluster.name} has its API server in {vnet.name}, which is encrypted; {what}",
            severity="warning" if older else "error",
        )


def _is_older(pool: NodePool) -> bool:
    """Return whether a pool names a size of version 3 or older: no suffix is version 1."""
    if pool.size is None:
        return False
    found = re.search(r"_v(\d+)$", pool.size)
    return int(found.group(1)) <= 3 if found else True
