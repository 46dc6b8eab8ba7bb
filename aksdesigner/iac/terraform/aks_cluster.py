"""AKS cluster -> azurerm_kubernetes_cluster, its identity and roles."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw, blocks
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
    subnets_of,
    takes_outbound,
    told_ranges,
)
from aksdesigner.iac.terraform import node_pool
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.role_assignment import declare_grants
from aksdesigner.iac.terraform.subnet import associations_of
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.subnet import Subnet

FAMILIES = {"ipv4": "IPv4", "ipv6": "IPv6"}


def to_azurerm(draft: Draft, key: Key, cluster: AksCluster) -> None:
    """Declare identity and roles, then the cluster, then its other pools.

    The cluster comes after the route tables and NAT gateways of its subnets are in place.
    """
    own_identity = cluster.identity == "UserAssigned"
    before = (*_subnet_associations(draft, cluster), *comes_before(draft, cluster))
    if own_identity:
        name = draft.names.derived("id", real_name(cluster), key, IDENTITY)
        body = {**head(draft, cluster, name), "tags": tags(cluster)}
        identity = draft.declare("azurerm_user_assigned_identity", key, body, IDENTITY)
        principal = Property(identity, ("principal_id",))
        before += declare_grants(draft, key, grants_of(draft, cluster), principal)
    others = _cluster(draft, key, cluster, before)
    if not own_identity:
        principal = Property(draft.symbols.symbol(key), ("identity", 0, "principal_id"))
        declare_grants(draft, key, grants_of(draft, cluster), principal)
    for pool in others:
        node_pool.to_azurerm(draft, key, cluster, pool)
    about = f"Resource id of cluster {cluster.name}."
    draft.output(f"{cluster.name} id", about, draft.id_of(key))


def _subnet_associations(draft: Draft, cluster: AksCluster) -> tuple[str, ...]:
    out: list[str] = []
    for key in subnets_of(cluster):
        subnet = draft.design.index.at(key)
        if isinstance(subnet, Subnet):
            out += associations_of(draft, key, subnet)
    return tuple(out)


def _cluster(
    draft: Draft, key: Key, cluster: AksCluster, before: tuple[str, ...]
) -> tuple[NodePool, ...]:
    first, others = pools_of(draft, key, cluster)
    zone = named_zone(draft, key, cluster)
    prefix = dns_prefix(real_name(cluster))
    if cluster.sku == "Automatic":
        draft.omit(key, "sku", "azurerm_kubernetes_cluster makes clusters of the SKU Base only")
    draft.declare(
        "azurerm_kubernetes_cluster",
        key,
        {
            **head(draft, cluster, real_name(cluster)),
            "kubernetes_version": cluster.kubernetes_version,
            "dns_prefix": prefix if zone is None else None,
            "dns_prefix_private_cluster": prefix if zone is not None else None,
            **_privacy(cluster, zone),
            "tags": tags(cluster),
            "default_node_pool": blocks(node_pool.default_pool(draft, cluster, first)),
            "identity": _identity(draft, key, cluster),
            "network_profile": blocks(_network(draft, key, cluster)),
            "api_server_access_profile": _api_server(draft, cluster),
            "node_provisioning_profile": blocks(
                {"mode": "Auto" if cluster.node_provisioning else "Manual"}
            ),
            "bootstrap_profile": _bootstrap(draft, key, cluster),
            **_extras(draft, key, cluster),
        },
        depends_on=before,
    )
    return others


def _extras(draft: Draft, key: Key, cluster: AksCluster) -> dict[str, Raw]:
    """Return add-ons and monitoring, and report what azurerm lacks."""
    for name in ("local_dns", "static_egress_gateway"):
        if getattr(cluster, name):
            draft.omit(key, name, "azurerm_kubernetes_cluster has no property for it")
    wanted = addons_of(draft, key, cluster)
    subnet, workspace, gateway = wanted.virtual_subnet, wanted.workspace, wanted.gateway
    scalers: dict[str, Raw] = {
        "keda_enabled": True if wanted.keda else None,
        "vertical_pod_autoscaler_enabled": True if wanted.vpa else None,
    }
    return {
        "azure_policy_enabled": True if wanted.policy else None,
        "key_vault_secrets_provider": blocks({"secret_rotation_enabled": True})
        if wanted.secrets
        else None,
        "aci_connector_linux": blocks({"subnet_name": subnet}) if subnet else None,
        "oms_agent": blocks({"log_analytics_workspace_id": workspace}) if workspace else None,
        "ingress_application_gateway": blocks({"gateway_id": gateway}) if gateway else None,
        "web_app_routing": blocks({"dns_zone_ids": []}) if wanted.routing else None,
        "workload_autoscaler_profile": blocks(scalers) if any(scalers.values()) else None,
        "monitor_metrics": blocks({}) if cluster.monitoring else None,
    }


def _identity(draft: Draft, key: Key, cluster: AksCluster) -> Raw:
    if cluster.identity == "SystemAssigned":
        return blocks({"type": "SystemAssigned"})
    return blocks({"type": "UserAssigned", "identity_ids": [draft.id_of(key, IDENTITY)]})


def _privacy(cluster: AksCluster, zone: Expression | None) -> dict[str, Raw]:
    if not cluster.private:
        return {"private_cluster_enabled": False}
    named = (cluster.private_dns_zone or "").lower()
    builtin = named.capitalize() if named in ("system", "none") else None
    return {
        "private_cluster_enabled": True,
        "private_cluster_public_fqdn_enabled": cluster.public_fqdn,
        "private_dns_zone_id": zone or builtin,
    }


def _api_server(draft: Draft, cluster: AksCluster) -> Raw:
    integrated = cluster.api_server_vnet_integration
    subnet = None
    if integrated and cluster.vnet and cluster.api_server_subnet:
        subnet = draft.id_of(subnet_key(cluster.vnet, cluster.api_server_subnet))
    ranges = [str(r.network) for r in cluster.authorized_ranges]
    if not integrated and not ranges:
        return None
    return blocks(
        {
            "authorized_ip_ranges": ranges or None,
            "virtual_network_integration_enabled": integrated,
            "subnet_id": subnet,
        }
    )


def _network(draft: Draft, key: Key, cluster: AksCluster) -> dict[str, Raw]:
    plugin, mode = PLUGINS[cluster.cni_mode]
    ranges = told_ranges(draft, key, cluster)
    dual = len(cluster.ip_families) > 1 or len(ranges.pods) > 1 or len(ranges.services) > 1
    policy = None if cluster.network_policy == "none" else cluster.network_policy
    return {
        "network_plugin": plugin,
        "network_plugin_mode": mode,
        "network_data_plane": cluster.dataplane if plugin == "azure" else None,
        "network_policy": policy,
        "load_balancer_sku": cluster.load_balancer_sku,
        "ip_versions": [FAMILIES[f] for f in cluster.ip_families] if dual else None,
        "pod_cidr": ranges.pods[0] if ranges.pods and not dual else None,
        "pod_cidrs": list(ranges.pods) if ranges.pods and dual else None,
        "service_cidr": ranges.services[0] if ranges.services and not dual else None,
        "service_cidrs": list(ranges.services) if ranges.services and dual else None,
        "dns_service_ip": str(ranges.dns) if ranges.dns else None,
        "outbound_type": outbound_type(draft, key, cluster),
        "load_balancer_profile": _load_balancer(cluster),
    }


def _load_balancer(cluster: AksCluster) -> Raw:
    if cluster.outbound is None or not takes_outbound(cluster):
        return None
    return blocks(
        {
            "managed_outbound_ip_count": cluster.outbound.managed_ips,
            "outbound_ports_allocated": cluster.outbound.ports,
        }
    )


def _bootstrap(draft: Draft, key: Key, cluster: AksCluster) -> Raw:
    registry = registry_of(draft, key, cluster)
    if registry is None:
        return None
    return blocks({"artifact_source": "Cache", "container_registry_id": registry})
