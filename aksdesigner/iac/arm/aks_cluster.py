"""AKS cluster -> Microsoft.ContainerService/managedClusters, its identity and roles."""

from __future__ import annotations

from aksdesigner.iac.arm import node_pool
from aksdesigner.iac.arm.body import head
from aksdesigner.iac.arm.role_assignment import declare_grants
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Fields, Joined, Property, Raw
from aksdesigner.iac.naming import dns_prefix
from aksdesigner.iac.plan.addons import addons_of
from aksdesigner.iac.plan.cluster import (
    IDENTITY,
    PLUGINS,
    comes_before,
    grants_of,
    named_zone,
    outbound_type,
    pools_of,
    registry_of,
    takes_outbound,
    told_ranges,
)
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool

FAMILIES = {"ipv4": "IPv4", "ipv6": "IPv6"}


def to_arm(draft: Draft, key: Key, cluster: AksCluster) -> None:
    """Declare identity and roles, then the cluster, then its other pools.

    A user-assigned identity gets its roles before the cluster; a system-assigned one can only
    get them once the cluster exists.
    """
    own_identity = cluster.identity == "UserAssigned"
    granted: tuple[str, ...] = ()
    if own_identity:
        _identity(draft, key, cluster)
        identity = draft.symbols.symbol(key, IDENTITY)
        principal = Property(identity, ("properties", "principalId"))
        granted = declare_grants(
            draft, key, grants_of(draft, cluster), principal, draft.id_of(key, IDENTITY)
        )
    others = _cluster(draft, key, cluster, granted)
    if not own_identity:
        principal = Property(draft.symbols.symbol(key), ("identity", "principalId"))
        declare_grants(draft, key, grants_of(draft, cluster), principal, draft.id_of(key))
    for pool in others:
        node_pool.to_arm(draft, key, cluster, pool)
    about = f"Resource id of cluster {cluster.name}."
    draft.output(f"{cluster.name} id", about, draft.id_of(key))


def _cluster(
    draft: Draft, key: Key, cluster: AksCluster, granted: tuple[str, ...]
) -> tuple[NodePool, ...]:
    first, others = pools_of(draft, key, cluster)
    zone = named_zone(draft, key, cluster)
    prefix = dns_prefix(real_name(cluster))
    draft.declare(
        versioned("Microsoft.ContainerService/managedClusters"),
        key,
        {
            **head(draft, cluster, real_name(cluster)),
            "sku": {"name": "Automatic", "tier": "Standard"}
            if cluster.sku == "Automatic"
            else None,
            "identity": _identity_reference(draft, key, cluster),
            "properties": {
                "kubernetesVersion": cluster.kubernetes_version,
                "dnsPrefix": prefix if zone is None else None,
                "fqdnSubdomain": prefix if zone is not None else None,
                "agentPoolProfiles": [
                    {"name": first.name, **node_pool.pool_profile(draft, cluster, first)}
                ],
                "apiServerAccessProfile": _api_server(draft, cluster, zone),
                "networkProfile": _network(draft, key, cluster),
                "bootstrapProfile": _bootstrap(draft, key, cluster),
                **_extras(draft, key, cluster),
            },
        },
        depends_on=(*comes_before(draft, cluster), *granted),
    )
    return others


def _extras(draft: Draft, key: Key, cluster: AksCluster) -> dict[str, Raw]:
    """Return add-ons, monitoring and node auto-provisioning."""
    wanted = addons_of(draft, key, cluster)
    on: dict[str, Raw] = {"enabled": True}
    subnet, workspace, gateway = wanted.virtual_subnet, wanted.workspace, wanted.gateway
    profiles: dict[str, Raw] = {
        "azurepolicy": on if wanted.policy else None,
        "azureKeyvaultSecretsProvider": {**on, "config": {"enableSecretRotation": "true"}}
        if wanted.secrets
        else None,
        "aciConnectorLinux": {**on, "config": {"SubnetName": subnet}} if subnet else None,
        "omsagent": {**on, "config": {"logAnalyticsWorkspaceResourceID": workspace}}
        if workspace
        else None,
        "ingressApplicationGateway": {**on, "config": {"applicationGatewayId": gateway}}
        if gateway
        else None,
    }
    scalers: dict[str, Raw] = {
        "keda": on if wanted.keda else None,
        "verticalPodAutoscaler": on if wanted.vpa else None,
    }
    return {
        "addonProfiles": profiles if any(profiles.values()) else None,
        "ingressProfile": {"webAppRouting": on} if wanted.routing else None,
        "workloadAutoScalerProfile": scalers if any(scalers.values()) else None,
        "azureMonitorProfile": {"metrics": on} if cluster.monitoring else None,
        "nodeProvisioningProfile": {"mode": "Auto"} if cluster.node_provisioning else None,
    }


def _identity(draft: Draft, key: Key, cluster: AksCluster) -> None:
    name = draft.names.derived("id", real_name(cluster), key, IDENTITY)
    draft.declare(
        versioned("Microsoft.ManagedIdentity/userAssignedIdentities"),
        key,
        head(draft, cluster, name),
        IDENTITY,
    )


def _identity_reference(draft: Draft, key: Key, cluster: AksCluster) -> Raw:
    if cluster.identity == "SystemAssigned":
        return {"type": "SystemAssigned"}
    chosen = Fields(((Joined((draft.id_of(key, IDENTITY),)), Fields(())),))
    return {"type": "UserAssigned", "userAssignedIdentities": chosen}


def _api_server(draft: Draft, cluster: AksCluster, zone: Expression | None) -> Raw:
    subnet = None
    if cluster.api_server_vnet_integration and cluster.vnet and cluster.api_server_subnet:
        subnet = draft.id_of(subnet_key(cluster.vnet, cluster.api_server_subnet))
    named = (cluster.private_dns_zone or "").lower()
    builtin = named if named in ("system", "none") else None
    return {
        "enablePrivateCluster": cluster.private,
        "enablePrivateClusterPublicFQDN": cluster.public_fqdn if cluster.private else None,
        "privateDNSZone": (zone or builtin) if cluster.private else None,
        "authorizedIPRanges": [str(r.network) for r in cluster.authorized_ranges] or None,
        "enableVnetIntegration": cluster.api_server_vnet_integration or None,
        "subnetId": subnet,
    }


def _network(draft: Draft, key: Key, cluster: AksCluster) -> Raw:
    plugin, mode = PLUGINS[cluster.cni_mode]
    ranges = told_ranges(draft, key, cluster)
    dual = len(cluster.ip_families) > 1 or len(ranges.pods) > 1 or len(ranges.services) > 1
    policy = None if cluster.network_policy == "none" else cluster.network_policy
    return {
        "networkPlugin": plugin,
        "networkPluginMode": mode,
        "networkDataplane": cluster.dataplane if plugin == "azure" else None,
        "networkPolicy": policy,
        "loadBalancerSku": cluster.load_balancer_sku,
        "ipFamilies": [FAMILIES[f] for f in cluster.ip_families] if dual else None,
        "podCidr": ranges.pods[0] if ranges.pods and not dual else None,
        "podCidrs": list(ranges.pods) if ranges.pods and dual else None,
        "serviceCidr": ranges.services[0] if ranges.services and not dual else None,
        "serviceCidrs": list(ranges.services) if ranges.services and dual else None,
        "dnsServiceIP": str(ranges.dns) if ranges.dns else None,
        "outboundType": outbound_type(draft, key, cluster),
        "loadBalancerProfile": _load_balancer(cluster),
        "staticEgressGatewayProfile": {"enabled": True} if cluster.static_egress_gateway else None,
    }


def _load_balancer(cluster: AksCluster) -> Raw:
    if cluster.outbound is None or not takes_outbound(cluster):
        return None
    return {
        "managedOutboundIPs": {"count": cluster.outbound.managed_ips},
        "allocatedOutboundPorts": cluster.outbound.ports,
    }


def _bootstrap(draft: Draft, key: Key, cluster: AksCluster) -> Raw:
    registry = registry_of(draft, key, cluster)
    if registry is None:
        return None
    return {"artifactSource": "Cache", "containerRegistryId": registry}
