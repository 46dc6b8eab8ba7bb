"""azurerm_kubernetes_cluster, its identity, roles and pools -> AKS cluster."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.naming import dns_prefix
from aksdesigner.iac.plan.cluster import IDENTITY, PLUGINS, pod_subnet_of, takes_outbound
from aksdesigner.iac.read.cluster import network_of, read_gateway, virtual_nodes
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform import node_pool, role_assignment
from aksdesigner.iac.terraform.aks_cluster import FAMILIES
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool

# switch -> add-on, each True where it is there
SWITCHES = {"keda_enabled": "keda", "vertical_pod_autoscaler_enabled": "vpa"}


def from_azurerm(lift: Lift, resource: TerraformResource) -> AksCluster | None:
    """Return the cluster that a resource says, with its pools."""
    said = lift.said(resource)
    drawn = lift.drawn_of("aks", resource)
    pools = _pools(lift, said, resource, drawn)
    values: dict[str, Any] = {
        **_privacy(lift, said, drawn, resource),
        **_network(said, drawn, pools),
        **_api_server(lift, said),
        "addons": _addons(lift, said, drawn),
    }
    profile = said.lone("node_provisioning_profile")
    if profile:
        values["node_provisioning"] = profile.take("mode") == "Auto"
        profile.done()
    monitor = said.lone("monitor_metrics") if said.has("monitor_metrics") else None
    if monitor:
        monitor.done()
    cache = said.lone("bootstrap_profile") if said.has("bootstrap_profile") else None
    if cache:
        cache.must("artifact_source", "Cache")
        cache.asked("container_registry_id")
        cache.done()
    return lift.made(
        said,
        AksCluster,
        **lift.head(said, "aks"),
        kubernetes_version=said.get("kubernetes_version"),
        identity=_identity(lift, said, resource, drawn),
        monitoring=monitor is not None,
        isolated=cache is not None,
        vnet=network_of(drawn, values.pop("api_vnet", None), (pool.vnet for pool in pools)),
        pools=pools,
        **values,
    )


def _pools(lift: Lift, said: Said, resource: TerraformResource, drawn: Any) -> list[NodePool]:
    known = {pool.name: pool for pool in drawn.pools} if drawn else {}
    first = said.lone("default_node_pool")
    found = [node_pool.read_default(lift, first, known)] if first else []
    kind = "azurerm_kubernetes_cluster_node_pool"
    for _, item in lift.beside(kind, "kubernetes_cluster_id", resource.address):
        found.append(node_pool.read_own(lift, item, known))
    return [pool for pool in found if pool]


def _identity(lift: Lift, said: Said, resource: TerraformResource, drawn: Any) -> Any:
    inner = said.lone("identity")
    if inner is None:
        return None
    kind = inner.take("type")
    principal = Reference(resource.address, ("identity", 0, "principal_id"))
    if kind == "UserAssigned":
        ids = inner.take("identity_ids") or []
        address = lift.target(inner, ids[0]) if len(ids) == 1 else None
        if address is None:
            inner.report(f"identity_ids is {ids!r}, expected one")
        else:
            principal = Reference(address, ("principal_id",))
            _own_identity(lift, address, resource)
    inner.done()
    role_assignment.read_grants(lift, said, drawn, principal)
    return kind


def _own_identity(lift: Lift, address: str, cluster: TerraformResource) -> None:
    said = lift.said(lift.resource(address))
    said.take("name")
    said.must("location", cluster.body.get("location"))
    group = lift.followed(said.take("resource_group_name"))
    if group != lift.followed(cluster.body.get("resource_group_name")):
        said.report(f"its resource group is {group!r}, expected that of the cluster")
    if (said.get("tags") or {}) != (cluster.body.get("tags") or {}):
        said.report(f"tags of the {IDENTITY} are not those of the cluster")
    said.done()


def _privacy(lift: Lift, said: Said, drawn: Any, resource: TerraformResource) -> dict[str, Any]:
    out: dict[str, Any] = {"private": said.take("private_cluster_enabled")}
    zone = None
    if out["private"]:
        out["public_fqdn"] = said.take("private_cluster_public_fqdn_enabled")
        zone = said.get("private_dns_zone_id")
        if isinstance(zone, str):
            out["private_dns_zone"] = zone.lower()
        elif isinstance(zone, Asked):
            name = drawn.private_dns_zone if drawn else None
            known = name and lift.drawn.design.index.at(f"zone:{name}") is not None
            out["private_dns_zone"] = None if known else name
        elif zone is not None:
            out["private_dns_zone"] = lift.named(said, "private_dns_zone_id", "zone", zone)
    own = isinstance(zone, (Asked, Reference))
    name = dns_prefix(lift.text(resource.body.get("name")) or "")
    said.must("dns_prefix_private_cluster" if own else "dns_prefix", name)
    return out


def _mode(said: Said, drawn: Any, plugin: Any, mode: Any, pools: list[NodePool]) -> str:
    found = [name for name, pair in PLUGINS.items() if pair == (plugin, mode)]
    if not found:
        said.report(f"network_plugin is {plugin!r} with the mode {mode!r}")
        return "overlay"
    if len(found) == 1:
        return found[0]
    # azurerm says pod subnets at the pools, and none of how addresses are handed out
    podded = any(pool.pod_subnet for pool in pools)
    chosen = drawn.cni_mode if drawn else ""
    if chosen in found and podded == (chosen != "nodeSubnet"):
        return str(chosen)
    if chosen in found and drawn and not any(pod_subnet_of(drawn, p) for p in drawn.pools):
        return "podSubnetDynamic" if podded else str(chosen)
    return "podSubnetDynamic" if podded else "nodeSubnet"


def _network(said: Said, drawn: Any, pools: list[NodePool]) -> dict[str, Any]:
    inner = said.lone("network_profile")
    if inner is None:
        return {}
    plugin, mode = inner.take("network_plugin"), inner.get("network_plugin_mode")
    families = inner.get("ip_versions")
    names = {text: name for name, text in FAMILIES.items()}
    out: dict[str, Any] = {
        "cni_mode": _mode(inner, drawn, plugin, mode, pools),
        "dataplane": inner.take("network_data_plane") if plugin == "azure" else None,
        "network_policy": inner.get("network_policy") or "none",
        "load_balancer_sku": inner.take("load_balancer_sku"),
        "ip_families": [names.get(f, f) for f in families] if families else None,
        "dns_service_ip": inner.get("dns_service_ip"),
        "outbound_type": inner.take("outbound_type"),
    }
    for field, single in (("pod_cidrs", "pod_cidr"), ("service_cidrs", "service_cidr")):
        lone = inner.get(single)
        out[field] = [lone] if lone else inner.get(f"{single}s")
    profile = inner.lone("load_balancer_profile") if inner.has("load_balancer_profile") else None
    if profile:
        out["outbound"] = {
            "managed_ips": profile.take("managed_outbound_ip_count"),
            "ports": profile.take("outbound_ports_allocated"),
        }
        profile.done()
    elif drawn and drawn.outbound and takes_outbound(drawn):
        inner.report("load_balancer_profile is missing")
    inner.done()
    return out


def _api_server(lift: Lift, said: Said) -> dict[str, Any]:
    inner = (
        said.lone("api_server_access_profile") if said.has("api_server_access_profile") else None
    )
    if inner is None:
        return {}
    out: dict[str, Any] = {
        "authorized_ranges": inner.get("authorized_ip_ranges"),
        "api_server_vnet_integration": inner.take("virtual_network_integration_enabled"),
    }
    if inner.has("subnet_id"):
        out["api_vnet"], out["api_server_subnet"] = lift.subnet(inner, "subnet_id")
    inner.done()
    return out


def _addons(lift: Lift, said: Said, drawn: Any) -> list[str]:
    out = []
    if said.has("azure_policy_enabled"):
        said.must("azure_policy_enabled", value=True)
        out.append("policy")
    for block, addon, fixed in (
        ("key_vault_secrets_provider", "secrets", {"secret_rotation_enabled": True}),
        ("web_app_routing", "routing", {"dns_zone_ids": []}),
    ):
        inner = said.lone(block) if said.has(block) else None
        if inner:
            for name, value in fixed.items():
                inner.must(name, value)
            inner.done()
            out.append(addon)
    logs = said.lone("oms_agent") if said.has("oms_agent") else None
    if logs:
        logs.asked("log_analytics_workspace_id")
        logs.done()
        out.append("logs")
    scalers = (
        said.lone("workload_autoscaler_profile")
        if said.has("workload_autoscaler_profile")
        else None
    )
    if scalers:
        for switch, addon in SWITCHES.items():
            if scalers.has(switch):
                scalers.must(switch, value=True)
                out.append(addon)
        scalers.done()
    return [*out, *_gateway(lift, said, drawn), *_virtual_nodes(said, drawn)]


def _gateway(lift: Lift, said: Said, drawn: Any) -> list[str]:
    block = "ingress_application_gateway"
    inner = said.lone(block) if said.has(block) else None
    if inner is None:
        return []
    value = inner.take("gateway_id")
    if not isinstance(value, Asked):
        read_gateway(inner, lift.named(inner, "gateway_id", "agw", value), drawn)
    inner.done()
    return ["agic"]


def _virtual_nodes(said: Said, drawn: Any) -> list[str]:
    name = "aci_connector_linux"
    inner = said.lone(name) if said.has(name) else None
    return virtual_nodes(said, inner, (name, "subnet_name"), drawn)
