"""Microsoft.ContainerService/managedClusters, identity, roles and pools -> AKS cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.addons_read import addons_of
from aksdesigner.iac.arm.aks_cluster import FAMILIES
from aksdesigner.iac.arm.node_pool_read import ReadPool, pool_of
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.arm.role_assignment_read import read_grants
from aksdesigner.iac.naming import dns_prefix
from aksdesigner.iac.plan.cluster import PLUGINS, pod_subnet_of
from aksdesigner.iac.read.cluster import network_of
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity, Runtime
from aksdesigner.model.kinds.aks_cluster import AksCluster, Outbound

TYPE = "Microsoft.ContainerService/managedClusters"
IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities"
ALLOCATION = {"StaticBlock": "podSubnetStatic", "DynamicIndividual": "podSubnetDynamic"}


def from_arm(lift: Lift) -> Iterator[AksCluster]:
    """Yield the clusters with their pools."""
    for item in lift.of_type(TYPE):
        yield _read(lift, lift.head(item, "aks"))


def _read(lift: Lift, head: Head) -> AksCluster:
    said, drawn = head.said, lift.drawn_as(head)
    properties = said.inner("properties")
    pools = _read_pools(lift, head, properties)
    api = _read_api_server(lift, head, properties)
    fields: dict[str, Any] = {
        "identity": _read_identity(lift, head),
        "kubernetes_version": properties.get("kubernetesVersion"),
        "pools": tuple(found.pool for found in pools),
        "addons": addons_of(lift, properties, drawn),
        "isolated": _read_bootstrap(properties),
        "monitoring": _is_on(properties, "azureMonitorProfile", {"metrics": {"enabled": True}}),
        "node_provisioning": _is_on(properties, "nodeProvisioningProfile", {"mode": "Auto"}),
        "local_dns": _read_local_dns(properties, pools),
        "vnet": network_of(drawn, api.pop("api_vnet", None), (found.vnet for found in pools)),
    }
    fields.update(api)
    fields.update(_read_network(properties, drawn, pools))
    automatic = {"name": "Automatic", "tier": "Standard"}
    fields["sku"] = "Automatic" if _is_on(said, "sku", automatic) else "Base"
    properties.done()
    said.done()
    return made(said, AksCluster, **head.fields, **fields)


def _is_on(said: Said, name: str, value: Any) -> bool:
    """Return whether a field is there; it then has one value only."""
    if not said.has(name):
        return False
    said.must(name, value)
    return True


def _read_pools(lift: Lift, head: Head, properties: Said) -> list[ReadPool]:
    out = []
    drawn = lift.drawn_as(head)
    known = {pool.name: pool for pool in drawn.pools} if drawn else {}
    first = properties.lone("agentPoolProfiles")
    if first is not None:
        name = first.take("name")
        out.append(pool_of(lift, first, name, known.get(name)))
        if (out[0].pool.mode, out[0].pool.os) != ("System", "Linux"):
            first.report("the first pool is no system pool of Linux")
        first.done()
    for item in lift.children(head.identity, "agentPools"):
        said = lift.read(item)
        inner = said.inner("properties")
        out.append(pool_of(lift, inner, item.name, known.get(item.name)))
        inner.done()
        said.done()
    return out


def _read_identity(lift: Lift, cluster: Head) -> Any:
    said = cluster.said.inner("identity")
    kind = said.take("type")
    owner = cluster.identity
    principal = Runtime(owner, ("identity", "principalId"))
    if kind == "UserAssigned":
        chosen = list((said.take("userAssignedIdentities") or {}).items())
        if len(chosen) == 1 and isinstance(chosen[0][0], Identity) and chosen[0][1] == {}:
            owner = chosen[0][0]
            principal = Runtime(owner, ("properties", "principalId"))
            _read_own_identity(lift, cluster, owner)
        else:
            said.report(f"userAssignedIdentities is {chosen!r}, expected one")
    said.done()
    read_grants(lift, cluster, owner, principal)
    return kind


def _read_own_identity(lift: Lift, cluster: Head, identity: Identity) -> None:
    resource = lift.at(identity)
    if resource is None or identity.type != IDENTITIES:
        cluster.said.report(f"{identity!r} is no identity of the code")
        return
    said = lift.read(resource)
    for name, wanted in (("location", cluster.location), ("tags", cluster.tags)):
        found = said.get(name)
        if found != wanted:
            said.report(f"{name} is {found!r}, expected {wanted!r} as of {cluster.name}")
    said.done()


def _read_api_server(lift: Lift, head: Head, properties: Said) -> dict[str, Any]:
    said = properties.inner("apiServerAccessProfile")
    private = said.take("enablePrivateCluster")
    out: dict[str, Any] = {
        "private": private,
        "authorized_ranges": tuple(said.get("authorizedIPRanges", ())),
        "api_server_vnet_integration": said.get("enableVnetIntegration", False),
    }
    zone = None
    if private is True:
        out["public_fqdn"] = said.take("enablePrivateClusterPublicFQDN")
        zone = said.get("privateDNSZone")
        own = isinstance(zone, (Asked, Identity))
        out["private_dns_zone"] = lift.name_of(said, zone, "zone") if own else zone
    prefix = dns_prefix(str(head.identity.names[-1]))
    properties.must("fqdnSubdomain" if isinstance(zone, (Asked, Identity)) else "dnsPrefix", prefix)
    if said.has("subnetId"):
        vnet, subnet = lift.subnet_of(said, said.take("subnetId"))
        out.update(api_vnet=vnet, api_server_subnet=subnet)
    said.done()
    return out


def _read_network(properties: Said, drawn: Any, pools: list[ReadPool]) -> dict[str, Any]:
    said = properties.inner("networkProfile")
    plugin, mode = said.take("networkPlugin"), said.get("networkPluginMode")
    names = {text: name for name, text in FAMILIES.items()}
    families = said.get("ipFamilies")
    out: dict[str, Any] = {
        "cni_mode": _mode(said, drawn, (plugin, mode), pools),
        "network_policy": said.get("networkPolicy", "none"),
        "load_balancer_sku": said.take("loadBalancerSku"),
        "outbound_type": said.take("outboundType"),
        "dns_service_ip": said.get("dnsServiceIP"),
        "static_egress_gateway": _is_on(said, "staticEgressGatewayProfile", {"enabled": True}),
        "outbound": _read_outbound(said),
    }
    if plugin == "azure":
        out["dataplane"] = said.take("networkDataplane")
    if families is not None:
        out["ip_families"] = tuple(names.get(f, f) for f in families)
    for field, single in (("pod_cidrs", "podCidr"), ("service_cidrs", "serviceCidr")):
        one, several = said.get(single), said.get(f"{single}s")
        out[field] = tuple(several or ((one,) if one else ()))
    if bool(out["service_cidrs"]) is not (out["dns_service_ip"] is not None):
        said.report("Azure wants the service range and its DNS address together")
    said.done()
    return out


def _mode(said: Said, drawn: Any, plugin: tuple[Any, Any], pools: list[ReadPool]) -> str:
    found = [name for name, pair in PLUGINS.items() if pair == plugin]
    if not found:
        said.report(f"networkPlugin is {plugin[0]!r} with the mode {plugin[1]!r}")
        return "overlay"
    if len(found) == 1:
        return found[0]
    # the pools tell the rest: how addresses of a pod subnet are handed out
    told = {ALLOCATION.get(pool.allocation, pool.allocation) for pool in pools if pool.allocation}
    if len(told) > 1:
        said.report(f"its pools hand out addresses by {sorted(told)!r}")
    if told:
        return next(iter(told))
    podded = any(pod_subnet_of(drawn, pool) for pool in drawn.pools) if drawn else False
    return str(drawn.cni_mode) if drawn and drawn.cni_mode in found and not podded else "nodeSubnet"


def _read_outbound(said: Said) -> Outbound | None:
    inner = said.maybe("loadBalancerProfile")
    if inner is None:
        return None
    addresses = inner.inner("managedOutboundIPs")
    count, ports = addresses.take("count"), inner.take("allocatedOutboundPorts")
    addresses.done()
    inner.done()
    return made(inner, Outbound, managed_ips=count, ports=ports)


def _read_bootstrap(properties: Said) -> bool:
    said = properties.maybe("bootstrapProfile")
    if said is None:
        return False
    said.must("artifactSource", "Cache")
    said.asked("containerRegistryId")
    said.done()
    return True


def _read_local_dns(properties: Said, pools: list[ReadPool]) -> bool:
    """Return whether the pools of Linux have LocalDNS: all of them, or none."""
    found = {pool.local_dns for pool in pools if pool.pool.os == "Linux"}
    if len(found) > 1:
        properties.report("some pools of Linux have LocalDNS, and some do not")
    return True in found
