"""AKS-04: System zone with custom DNS elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.names import Resolution, resolve
from aksdesigner.analysis.facts.zones import api_name
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
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
    """Reports private clusters whose nodes do not find the name of their API server: the DNS servers of the node network answer in another network, and the cluster's private zone is not linked there.

    ## What it does
    Reports private clusters whose nodes do not find the name of their API server: the DNS
    servers of the node network answer in another network, and the cluster's private zone is not
    linked there. A warning where the design says that the zone was linked there afterwards. An
    info where the node network uses Azure's DNS and a zone of your own is not drawn as linked to
    it: AKS adds that link itself if its identity may.

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
        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        name = api_name(facts, cluster)
        if cluster.api_server_vnet_integration or vnet is None or name is None:
            continue
        own, key = vnet_key(vnet.name), key_of("aks", cluster.name)
        zone = facts.index.get(PrivateDnsZone, cluster.private_dns_zone)
        is_system = cluster.private_dns_zone in (None, "system")
        if not is_system and zone is None:
            continue  # a zone that is not drawn may be linked anywhere
        found = resolve(facts, own, name)
        if found.answer not in ("public", "nxdomain") or found.context == own and is_system:
            continue
        if not vnet.dns_servers:
            yield RULE.found(
                key,
                own,
                message=f"{cluster.name} uses the zone {cluster.private_dns_zone}, which is not drawn "
                f"as linked to {vnet.name}: AKS adds the link itself if its identity may",
                remedy=f"Link {cluster.private_dns_zone} to {vnet.name}",
                severity="info",
            )
            continue
        yield _elsewhere(cluster, vnet, found)


def _elsewhere(cluster: AksCluster, vnet: VirtualNetwork, found: Resolution) -> Finding:
    where = label_of(found.context) if found.context else "the Internet"
    zone = cluster.private_dns_zone or "system"
    what = "the system zone" if zone == "system" else f"the zone {zone}"
    linked = f"linked to {vnet.name} alone" if zone == "system" else f"not linked to {where}"
    after = "; it was linked there afterwards" if cluster.zone_linked_afterwards else ""
    return RULE.found(
        key_of("aks", cluster.name),
        vnet_key(vnet.name),
        message=f"{cluster.name} uses {what}, {linked}, and {vnet.name} asks DNS servers in "
        f"{where}{after}",
        severity="warning" if cluster.zone_linked_afterwards else "error",
        servers=[str(server) for server in vnet.dns_servers],
        steps=list(found.steps),
    )
