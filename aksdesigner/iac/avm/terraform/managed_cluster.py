"""azurerm_kubernetes_cluster -> the managed cluster module; other pools stay resources of their own.

The module speaks Azure's own words where azurerm has others. What a cluster does not say is passed as
azurerm has it, so that the call makes the cluster that the plain resource makes.
"""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader, UnsayableError, flag_of, given, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head, name_of
from aksdesigner.iac.expression import Body, Expression, Flag, Raw, Text
from aksdesigner.iac.read.registry import Made

CRITICAL = "CriticalAddonsOnly=true:NoSchedule"
OUTBOUND = (
    "loadBalancer",
    "managedNATGateway",
    "none",
    "userAssignedNATGateway",
    "userDefinedRouting",
)
# attribute of azurerm -> part of the module's object
POOL = {
    "name": "name",
    "vm_size": "vm_size",
    "node_count": "count_of",
    "auto_scaling_enabled": "enable_auto_scaling",
    "min_count": "min_count",
    "max_count": "max_count",
    "max_pods": "max_pods",
    "zones": "availability_zones",
    "vnet_subnet_id": "vnet_subnet_id",
    "pod_subnet_id": "pod_subnet_id",
    "node_labels": "node_labels",
}
NETWORK = {
    "network_plugin": "network_plugin",
    "network_plugin_mode": "network_plugin_mode",
    "network_data_plane": "network_dataplane",
    "network_policy": "network_policy",
    "load_balancer_sku": "load_balancer_sku",
    "ip_versions": "ip_families",
    "pod_cidr": "pod_cidr",
    "pod_cidrs": "pod_cidrs",
    "service_cidr": "service_cidr",
    "service_cidrs": "service_cidrs",
    "dns_service_ip": "dns_service_ip",
}
API_SERVER = {
    "authorized_ip_ranges": "authorized_ip_ranges",
    "virtual_network_integration_enabled": "enable_vnet_integration",
    "subnet_id": "subnet_id",
}
SCALERS = {"keda_enabled": "keda", "vertical_pod_autoscaler_enabled": "vertical_pod_autoscaler"}
SKU = {"name": "Base", "tier": "Free"}
UPGRADES = {"upgrade_channel": "none", "node_os_upgrade_channel": "NodeImage"}
AS_AZURERM_HAS_IT: Body = {
    "enable_rbac": True,
    "sku": {**SKU},
    "auto_upgrade_profile": {**UPGRADES},
}


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    prefix, subdomain = body.take("dns_prefix"), body.take("dns_prefix_private_cluster")
    if prefix is None and subdomain is None:
        raise UnsayableError("it makes up a DNS prefix where none is said")
    bootstrap = body.object("bootstrap_profile")
    return {
        "parent_id": source.group_id(body.need("resource_group_name")),
        **head(body),
        "kubernetes_version": body.take("kubernetes_version"),
        "dns_prefix": prefix,
        "fqdn_subdomain": subdomain,
        "managed_identities": _identity(body.object("identity")),
        "default_agent_pool": _pool(body.object("default_node_pool")),
        "network_profile": _network(body.object("network_profile")),
        "api_server_access_profile": _api_server(body),
        "node_provisioning_profile": given(
            {"mode": body.object("node_provisioning_profile").take("mode")}
        ),
        "bootstrap_profile": given(
            {part: bootstrap.take(part) for part in ("artifact_source", "container_registry_id")}
        ),
        **_addons(body),
        **AS_AZURERM_HAS_IT,
    }


def _identity(identity: BodyReader) -> Raw:
    kind, ids = text_of(identity.take("type")), identity.take("identity_ids")
    if kind == "SystemAssigned" and ids is None:
        return {"system_assigned": True}
    if kind == "UserAssigned" and ids is not None:
        return {"user_assigned_resource_ids": ids}
    raise UnsayableError(f"it knows no identity {kind}")


def _pool(pool: BodyReader) -> Raw:
    """Return the first pool; its disks are managed ones, while Azure would choose by the size."""
    critical = pool.take("only_critical_addons_enabled")
    surge = pool.object("upgrade_settings").take("max_surge")
    return {
        **{part: pool.take(attribute) for attribute, part in POOL.items()},
        "node_taints": [CRITICAL] if flag_of(critical) else None,
        "os_disk_type": "Managed",
        "type": "VirtualMachineScaleSets",
        "upgrade_settings": given({"max_surge": surge}),
    }


def _network(network: BodyReader) -> Raw:
    way = network.need("outbound_type")
    if text_of(way) not in OUTBOUND:
        raise UnsayableError(f"it knows no outbound type {text_of(way)}")
    balancer = network.object("load_balancer_profile")
    count, ports = (
        balancer.take(part) for part in ("managed_outbound_ip_count", "outbound_ports_allocated")
    )
    return {
        **{part: network.take(attribute) for attribute, part in NETWORK.items()},
        "outbound_type": way,
        "load_balancer_profile": given(
            {"managed_outbound_ips": given({"count": count}), "allocated_outbound_ports": ports}
        ),
    }


def _api_server(body: BodyReader) -> Raw:
    access = body.object("api_server_access_profile")
    return {
        "enable_private_cluster": body.need("private_cluster_enabled"),
        "enable_private_cluster_public_fqdn": body.take("private_cluster_public_fqdn_enabled"),
        "private_dns_zone": _zone(body.take("private_dns_zone_id")),
        **{part: access.take(attribute) for attribute, part in API_SERVER.items()},
    }


def _zone(zone: Expression | None) -> Raw:
    """Return the zone; of azurerm's own words for none and Azure's, the module has small letters."""
    return zone.value.lower() if isinstance(zone, Text) and zone.value.isalpha() else zone


def _addons(body: BodyReader) -> Body:
    secrets = body.object("key_vault_secrets_provider").take("secret_rotation_enabled")
    workspace = body.object("oms_agent").take("log_analytics_workspace_id")
    gateway = body.object("ingress_application_gateway").take("gateway_id")
    zones = body.object("web_app_routing").take("dns_zone_ids")
    scalers = body.object("workload_autoscaler_profile")
    metrics = body.take("monitor_metrics")
    return {
        "addon_profile_azure_policy": _on(body.take("azure_policy_enabled")),
        "addon_profile_key_vault_secrets_provider": _with(
            secrets, {"enabled": True, "config": {"enable_secret_rotation": secrets}}
        ),
        "addon_profile_oms_agent": _with(
            workspace,
            {"enabled": True, "config": {"log_analytics_workspace_resource_id": workspace}},
        ),
        "addon_profile_ingress_application_gateway": _with(
            gateway, {"enabled": True, "config": {"application_gateway_id": gateway}}
        ),
        "ingress_profile": _with(
            zones, {"web_app_routing": {"enabled": True, "dns_zone_resource_ids": zones}}
        ),
        "workload_auto_scaler_profile": given(
            {part: _on(scalers.take(attribute)) for attribute, part in SCALERS.items()}
        ),
        "azure_monitor_profile": _with(metrics, {"metrics": {"enabled": True}}),
    }


def _on(said: Expression | None) -> Raw:
    return {"enabled": True} if said == Flag(value=True) else None


def _with(said: Expression | None, addon: Raw) -> Raw:
    return addon if said is not None else None


def from_module(call: Parameters) -> Made:
    """Return the body; what the module is told for azurerm has to be what azurerm has."""
    call.must("enable_rbac", value=True)
    for name, told in (("sku", SKU), ("auto_upgrade_profile", UPGRADES)):
        call.must(name, told)
    access = call.object("api_server_access_profile")
    body = body_of(
        call,
        name_of(call.need("parent_id")),
        kubernetes_version=call.take("kubernetes_version"),
        dns_prefix=call.take("dns_prefix"),
        dns_prefix_private_cluster=call.take("fqdn_subdomain"),
        private_cluster_enabled=access.need("enable_private_cluster"),
        private_cluster_public_fqdn_enabled=access.take("enable_private_cluster_public_fqdn"),
        private_dns_zone_id=_read_zone(access.take("private_dns_zone")),
        identity=block(_read_identity(call.object("managed_identities"))),
        default_node_pool=block(_read_pool(call.object("default_agent_pool"))),
        network_profile=block(_read_network(call.object("network_profile"))),
        api_server_access_profile=block(_read_access(access)),
        node_provisioning_profile=block(
            said(mode=call.object("node_provisioning_profile").take("mode"))
        ),
        bootstrap_profile=block(_read_bootstrap(call.object("bootstrap_profile"))),
        **_read_addons(call),
    )
    return Made(body)


def _read_zone(zone: Any) -> Any:
    return {"system": "System", "none": "None"}.get(zone, zone) if isinstance(zone, str) else zone


def _read_identity(identity: Parameters) -> dict[str, Any]:
    ids = identity.take("user_assigned_resource_ids")
    if ids is not None:
        return {"type": "UserAssigned", "identity_ids": ids}
    identity.must("system_assigned", value=True)
    return {"type": "SystemAssigned"}


def _read_pool(pool: Parameters) -> dict[str, Any]:
    pool.must("os_disk_type", "Managed")
    pool.must("type", "VirtualMachineScaleSets")
    taints = pool.take("node_taints")
    if taints not in (None, [CRITICAL]):
        raise UnreadableError(f"found the taints {taints!r} of the first pool")
    return said(
        name=pool.need("name"),
        vm_size=pool.need("vm_size"),
        node_count=pool.take("count_of"),
        auto_scaling_enabled=pool.take("enable_auto_scaling"),
        min_count=pool.take("min_count"),
        max_count=pool.take("max_count"),
        max_pods=pool.take("max_pods"),
        zones=pool.take("availability_zones"),
        vnet_subnet_id=pool.take("vnet_subnet_id"),
        pod_subnet_id=pool.take("pod_subnet_id"),
        node_labels=pool.take("node_labels"),
        only_critical_addons_enabled=True if taints else None,
        upgrade_settings=block(said(max_surge=pool.object("upgrade_settings").take("max_surge"))),
    )


def _read_network(network: Parameters) -> dict[str, Any]:
    balancer = network.object("load_balancer_profile")
    return said(
        network_plugin=network.need("network_plugin"),
        network_plugin_mode=network.take("network_plugin_mode"),
        network_data_plane=network.take("network_dataplane"),
        network_policy=network.take("network_policy"),
        load_balancer_sku=network.take("load_balancer_sku"),
        ip_versions=network.take("ip_families"),
        pod_cidr=network.take("pod_cidr"),
        pod_cidrs=network.take("pod_cidrs"),
        service_cidr=network.take("service_cidr"),
        service_cidrs=network.take("service_cidrs"),
        dns_service_ip=network.take("dns_service_ip"),
        outbound_type=network.need("outbound_type"),
        load_balancer_profile=block(
            said(
                managed_outbound_ip_count=balancer.object("managed_outbound_ips").take("count"),
                outbound_ports_allocated=balancer.take("allocated_outbound_ports"),
            )
        ),
    )


def _read_access(access: Parameters) -> dict[str, Any]:
    return said(
        authorized_ip_ranges=access.take("authorized_ip_ranges"),
        virtual_network_integration_enabled=access.take("enable_vnet_integration"),
        subnet_id=access.take("subnet_id"),
    )


def _read_bootstrap(profile: Parameters) -> dict[str, Any]:
    return said(
        artifact_source=profile.take("artifact_source"),
        container_registry_id=profile.take("container_registry_id"),
    )


def _read_addons(call: Parameters) -> dict[str, Any]:
    secrets = _added(call.object("addon_profile_key_vault_secrets_provider"))
    agent = _added(call.object("addon_profile_oms_agent"))
    gateway = _added(call.object("addon_profile_ingress_application_gateway"))
    routing = _added(call.object("ingress_profile").object("web_app_routing"))
    scalers = call.object("workload_auto_scaler_profile")
    metrics = call.object("azure_monitor_profile").object("metrics")
    return said(
        azure_policy_enabled=_is_on(call.object("addon_profile_azure_policy")),
        key_vault_secrets_provider=block(
            said(secret_rotation_enabled=secrets.object("config").take("enable_secret_rotation"))
        ),
        oms_agent=block(
            said(
                log_analytics_workspace_id=agent.object("config").take(
                    "log_analytics_workspace_resource_id"
                )
            )
        ),
        ingress_application_gateway=block(
            said(gateway_id=gateway.object("config").take("application_gateway_id"))
        ),
        web_app_routing=block(said(dns_zone_ids=routing.take("dns_zone_resource_ids"))),
        workload_autoscaler_profile=block(
            said(
                keda_enabled=_is_on(scalers.object("keda")),
                vertical_pod_autoscaler_enabled=_is_on(scalers.object("vertical_pod_autoscaler")),
            )
        ),
        monitor_metrics=[{}] if _is_on(metrics) else None,
    )


def _added(addon: Parameters) -> Parameters:
    """Return an add-on that is switched on, or one that is not said."""
    if addon.said():
        addon.must("enabled", value=True)
    return addon


def _is_on(addon: Parameters) -> bool | None:
    return True if addon.said() and _added(addon) else None
