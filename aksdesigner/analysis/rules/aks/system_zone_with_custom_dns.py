"""AKS-04: System zone with custom DNS elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.endpoint_names import server_networks
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="AKS-04",
    name="system-zone-with-custom-dns",
    topic="aks",
    severity="error",
    since="0.1",
    title="System zone with custom DNS elsewhere",
    source="azure-rules G.5 AKS-04, C.4",
    remedy="Use a zone of your own, linked to the DNS network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters with the system zone in a network whose DNS servers stand in another network.

    ## What it does
    Reports private clusters with the system zone in a network whose DNS servers stand in
    another network.

    ## Why it matters
    The system zone is linked to the node network alone; servers elsewhere don't see it and
    nodes never join (VMExtensionError_K8SAPIServerDNSLookupFail).

    ## Example
    A spoke with the hub's DNS machine and privateDnsZone system.

    ## How to fix
    Use a zone of your own, linked to the network of the DNS servers, and a user-assigned
    identity.

    ## References
    azure-rules G.5 AKS-04, C.4
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        is_system = (cluster.private_dns_zone or "system") == "system"
        if not cluster.private or cluster.api_server_vnet_integration or not is_system or not vnet:
            continue
        own = vnet_key(vnet.name)
        homes = server_networks(facts, own)
        if homes:
            where = listed(label_of(home) for home in homes)
            yield RULE.found(
                key,
                own,
                message=f"{cluster.name} uses the system zone, linked to {vnet.name} alone, and "
                f"{vnet.name} asks DNS servers in {where}",
                servers=[str(server) for server in vnet.dns_servers],
            )
