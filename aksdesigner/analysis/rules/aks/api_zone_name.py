"""AKS-05: Wrong name of the API server's zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="AKS-05",
    name="api-zone-name",
    topic="aks",
    severity="error",
    since="0.1",
    title="Wrong name of the API server's zone",
    source="azure-rules C.4, G.5 AKS-05",
    remedy="Use privatelink.<region>.azmk8s.io or a subzone of it",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters whose own zone has a name that AKS does not accept.

    ## What it does
    Reports private clusters whose own zone has a name that AKS does not accept.

    ## Why it matters
    AKS refuses the cluster.

    ## Example
    privateDnsZone corp.example.

    ## How to fix
    Use privatelink.<region>.azmk8s.io, or a subzone of it; with API Server VNet Integration
    private.<region>.azmk8s.io.

    ## References
    azure-rules C.4, G.5 AKS-05
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        zone = cluster.private_dns_zone
        if not cluster.private or zone in (None, "system", "none"):
            continue
        region = cluster.region or facts.settings.region
        if not _is_accepted(cluster, zone or "", region):
            word = "private" if cluster.api_server_vnet_integration else "privatelink"
            yield RULE.found(
                key,
                message=f"{cluster.name} names the zone {zone}",
                remedy=f"Use {word}.{region or '<region>'}.azmk8s.io or a subzone of it",
                zone=zone,
            )


def _is_accepted(cluster: AksCluster, zone: str, region: str | None) -> bool:
    words = "privatelink|private" if cluster.api_server_vnet_integration else "privatelink"
    where = re.escape(region) if region else "[a-z0-9]+"
    pattern = rf"(?:[a-z0-9][a-z0-9-]{{0,31}}\.)?(?:{words})\.{where}\.azmk8s\.io"
    return re.fullmatch(pattern, zone, re.IGNORECASE) is not None
