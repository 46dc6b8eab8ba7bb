"""CAP-29: Ingress subnet missing."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.kubernetes import Ingress

RULE = Rule(
    code="CAP-29",
    name="ingress-without-subnet",
    topic="capacity",
    severity="warning",
    since="0.2",
    title="Ingress subnet missing",
    source="azure-rules B.6, G.2 CAP-29",
    remedy="Reserve a subnet for the ingress early",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with an application gateway, a gateway for containers or an internal ingress for which no subnet of its own is kept.

    ## What it does
    Reports clusters with an application gateway, a gateway for containers or an internal ingress
    for which no subnet of its own is kept.

    ## Why it matters
    Gateways need a subnet that nothing else uses; once the network is full there is none to give
    them. Internal frontends among the nodes take addresses that an upgrade needs.

    ## Example
    An internal ingress whose frontend is in the node subnet.

    ## How to fix
    Reserve a subnet for the ingress: a /24 for gateways, a /27 for internal frontends.

    ## References
    azure-rules B.6, G.2 CAP-29
    """
    for cluster in facts.topology.aks_clusters:
        shared = {pool.subnet for pool in cluster.pools} | {
            pool.pod_subnet for pool in cluster.pools
        }
        for ingress in cluster.ingress:
            needs_one = ingress.pattern in ("agic", "agc") or ingress.visibility == "internal"
            home = _home(facts, cluster, ingress) if needs_one else None
            if needs_one and (home is None or home in shared):
                where = f"shares {home} with the nodes" if home else "has no subnet"
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"{cluster.name}: ingress {ingress.name} ({ingress.pattern}, "
                    f"{ingress.visibility}) {where}",
                    ingress=ingress.name,
                    subnet=home,
                )


AGC_DELEGATION = "Microsoft.ServiceNetworking/trafficControllers"


def _home(facts: Facts, cluster: AksCluster, ingress: Ingress) -> str | None:
    """Return the subnet of an ingress: its own, its gateway's, or one delegated to its kind."""
    if ingress.subnet is not None:
        return ingress.subnet
    gateway = facts.index.get(ApplicationGateway, ingress.gateway) or facts.index.get(
        ApplicationGatewayForContainers, ingress.gateway
    )
    if gateway is not None:
        return gateway.subnet
    vnet = facts.index.get(VirtualNetwork, cluster.vnet)
    delegated = [s.name for s in vnet.subnets if s.delegation == AGC_DELEGATION] if vnet else []
    return next(iter(delegated), None) if ingress.pattern == "agc" else None
