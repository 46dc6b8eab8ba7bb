"""Microsoft.ContainerService/managedClusters -> the managed cluster module, with its pools.

The module's defaults are not Azure's. What a cluster does not say is passed as Azure has it, so
that the call makes the cluster that the plain resource makes.
"""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, flag_of, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.avm.parameters import zones as own_zones
from aksdesigner.iac.expression import Body, Call, Expression, Fields, Joined, Raw, Text, expr
from aksdesigner.iac.read.fold import joined
from aksdesigner.iac.read.registry import Made, MadePart
from aksdesigner.iac.read.values import Called

POOLS = "managedClusters/agentPools"
PASSED = (  # of a pool, under the same name
    "mode",
    "type",
    "osType",
    "vmSize",
    "count",
    "enableAutoScaling",
    "minCount",
    "maxCount",
    "maxPods",
    "podIPAllocationMode",
    "upgradeSettings",
    "scaleSetPriority",
    "scaleSetEvictionPolicy",
    "nodeTaints",
    "nodeLabels",
    "localDNSProfile",
)
RANGES = ("podCidr", "podCidrs", "serviceCidr", "serviceCidrs", "dnsServiceIP", "ipFamilies")
PROFILES = (
    "apiServerAccessProfile",
    "azureMonitorProfile",
    "bootstrapProfile",
    "kubernetesVersion",
    "nodeProvisioningProfile",
    "workloadAutoScalerProfile",
)
AS_AZURE_HAS_IT: Body = {
    "disableLocalAccounts": False,
    "publicNetworkAccess": "Enabled",
    "autoUpgradeProfile": {"upgradeChannel": "none"},
    "enableStorageProfileDiskCSIDriver": True,
    "enableStorageProfileFileCSIDriver": True,
    "enableStorageProfileSnapshotController": True,
}
BY_BALANCER, BY_ROUTES = "loadBalancer", "userDefinedRouting"
BY_GATEWAY = ("managedNATGateway", "userAssignedNATGateway")
CILIUM, OVERLAY = "cilium", "overlay"
LONGEST_GROUP = 80  # characters of Azure's name for the resource group of nodes


def to_module(source: Source) -> Body:
    """Return the parameters; every pool but the first is a part of it that it makes afterwards."""
    body = source.body
    properties = body.object("properties")
    sku = body.object("sku")
    first = properties.objects("agentPoolProfiles")
    parameters = head(body)
    return {
        **parameters,
        "skuName": sku.take("name") or "Base",
        "skuTier": sku.take("tier") or "Free",
        "managedIdentities": _identity(body.object("identity")),
        "dnsPrefix": _prefix(properties),
        "nodeResourceGroup": _nodes_group(parameters),
        "primaryAgentPoolProfiles": [_pool(pool.need("name"), pool) for pool in first],
        "agentPools": source.taken_in(POOLS, _other_pool) or None,
        **{name: properties.take(name) for name in PROFILES},
        **_network(properties.object("networkProfile")),
        **_addons(properties.object("addonProfiles")),
        "webApplicationRoutingEnabled": _is_on(
            properties.object("ingressProfile").object("webAppRouting")
        ),
        **AS_AZURE_HAS_IT,
    }


def _identity(identity: BodyReader) -> Raw:
    kind = text_of(identity.take("type"))
    if kind == "SystemAssigned":
        return {"systemAssigned": True}
    chosen = identity.take("userAssignedIdentities")
    keys = [key for key, _ in chosen.pairs] if isinstance(chosen, Fields) else []
    ids = [key.pieces[0] for key in keys if isinstance(key, Joined) and len(key.pieces) == 1]
    if kind != "UserAssigned" or not ids or len(ids) != len(keys):
        raise UnsayableError(f"it knows no identity {kind}")
    return {"userAssignedResourceIds": ids}


def _prefix(properties: BodyReader) -> Expression:
    prefix = properties.take("dnsPrefix")
    if prefix is None:
        raise UnsayableError("it sets a DNS prefix, which Azure has not beside an FQDN subdomain")
    return prefix


def _nodes_group(parameters: Body) -> Expression:
    """Return the name that Azure gives; the module has another, and it can't be changed later."""
    name, location = parameters["name"], parameters["location"]
    group = Call("resourceGroup", (), "name")
    pieces = (Text("MC_"), group, Text("_"), expr(name), Text("_"), expr(location))
    return Call("take", (Joined(pieces), expr(LONGEST_GROUP)))


def _other_pool(body: BodyReader) -> Raw:
    return _pool(body.need("name"), body.object("properties"))


def _pool(name: Expression, said: BodyReader) -> Raw:
    """Return a pool. No zones are said as such: the module's default is all three."""
    zones: list[Raw] = [*numbers(said.take("availabilityZones"))]
    return {
        "name": name,
        "availabilityZones": zones,
        "vnetSubnetResourceId": said.take("vnetSubnetID"),
        "podSubnetResourceId": said.take("podSubnetID"),
        **{part: said.take(part) for part in PASSED},
    }


def _network(network: BodyReader) -> Body:
    plane, mode = network.take("networkDataplane"), network.take("networkPluginMode")
    policy = network.take("networkPolicy")
    if text_of(plane) == CILIUM and (text_of(mode), text_of(policy)) != (OVERLAY, CILIUM):
        raise UnsayableError("with Cilium it makes an overlay network with Cilium's policies")
    return {
        "networkPlugin": network.take("networkPlugin"),
        "networkPluginMode": mode,
        "networkDataplane": plane,
        "networkPolicy": policy,
        **{name: network.take(name) for name in RANGES},
        "staticEgressGatewayProfile": network.take("staticEgressGatewayProfile"),
        **_outbound(network),
    }


def _outbound(network: BodyReader) -> Body:
    """Return how traffic leaves; the module adds a load balancer's profile unless routes decide."""
    kind, sku = network.take("outboundType"), network.take("loadBalancerSku")
    way = text_of(kind)
    parameters: dict[str, Raw] = {"outboundType": kind, "loadBalancerSku": sku}
    if way == BY_ROUTES:
        return parameters
    if text_of(sku) != "standard" or way not in (BY_BALANCER, *BY_GATEWAY):
        raise UnsayableError("it adds a profile of the standard load balancer, and there is none")
    if way != BY_BALANCER:
        return parameters
    profile = network.object("loadBalancerProfile")
    parameters["managedOutboundIPCount"] = profile.object("managedOutboundIPs").take("count")
    parameters["allocatedOutboundPorts"] = profile.take("allocatedOutboundPorts")
    return parameters


def _addons(addons: BodyReader) -> Body:
    secrets, agent = addons.object("azureKeyvaultSecretsProvider"), addons.object("omsagent")
    gateway = addons.object("ingressApplicationGateway")
    rotates = text_of(secrets.object("config").take("enableSecretRotation"))
    return {
        "azurePolicyEnabled": _is_on(addons.object("azurepolicy")),
        "enableKeyvaultSecretsProvider": _is_on(secrets),
        "enableSecretRotation": rotates == "true",
        "omsAgentEnabled": _is_on(agent),
        "monitoringWorkspaceResourceId": agent.object("config").take(
            "logAnalyticsWorkspaceResourceID"
        ),
        "ingressApplicationGatewayEnabled": _is_on(gateway),
        "appGatewayResourceId": gateway.object("config").take("applicationGatewayId"),
    }


def _is_on(addon: BodyReader) -> bool:
    return flag_of(addon.take("enabled")) is True


def from_module(call: Parameters) -> Made:
    """Return the body and the pools beside the first; what Azure has anyway, plain code does not say."""
    _must_be_as_azure_has_it(call)
    sku, group = (call.need("skuName"), call.need("skuTier")), call.need("nodeResourceGroup")
    properties = said(
        kubernetesVersion=call.take("kubernetesVersion"),
        dnsPrefix=call.need("dnsPrefix"),
        agentPoolProfiles=[
            {"name": pool.need("name"), **_read_pool(pool)}
            for pool in call.objects("primaryAgentPoolProfiles")
        ],
        apiServerAccessProfile=call.take("apiServerAccessProfile"),
        networkProfile=_read_network(call),
        bootstrapProfile=call.take("bootstrapProfile"),
        addonProfiles=_read_addons(call) or None,
        ingressProfile=_read_routing(call),
        workloadAutoScalerProfile=call.take("workloadAutoScalerProfile"),
        azureMonitorProfile=call.take("azureMonitorProfile"),
        nodeProvisioningProfile=call.take("nodeProvisioningProfile"),
    )
    body = body_of(
        call,
        properties,
        sku=None if sku == ("Base", "Free") else {"name": sku[0], "tier": sku[1]},
        identity=_read_identity(call.object("managedIdentities")),
    )
    parts = ("MC_", Called("resourceGroup", (), "name"), "_", call.itself.names[-1], "_")
    own = joined([*parts, body.get("location")])
    if group != Called("take", (own, 80)):
        raise UnreadableError(f"nodeResourceGroup is {group!r}, expected Azure's own name")
    pools = tuple(
        MadePart(
            f"Microsoft.ContainerService/{POOLS}",
            pool.need("name"),
            {"properties": _read_pool(pool)},
        )
        for pool in call.objects("agentPools")
    )
    return Made(body, pools)


def _must_be_as_azure_has_it(call: Parameters) -> None:
    call.must("disableLocalAccounts", value=False)
    call.must("publicNetworkAccess", "Enabled")
    call.must("autoUpgradeProfile", {"upgradeChannel": "none"})
    call.must("enableStorageProfileDiskCSIDriver", value=True)
    call.must("enableStorageProfileFileCSIDriver", value=True)
    call.must("enableStorageProfileSnapshotController", value=True)


def _read_identity(identities: Parameters) -> dict[str, Any]:
    chosen = identities.items("userAssignedResourceIds")
    if chosen:
        return {"type": "UserAssigned", "userAssignedIdentities": {one: {} for one in chosen}}
    identities.must("systemAssigned", value=True)
    return {"type": "SystemAssigned"}


def _read_pool(pool: Parameters) -> dict[str, Any]:
    return said(
        mode=pool.take("mode"),
        type=pool.take("type"),
        osType=pool.take("osType"),
        vmSize=pool.take("vmSize"),
        count=pool.take("count"),
        enableAutoScaling=pool.take("enableAutoScaling"),
        minCount=pool.take("minCount"),
        maxCount=pool.take("maxCount"),
        maxPods=pool.take("maxPods"),
        availabilityZones=own_zones(pool.needed_items("availabilityZones")),
        vnetSubnetID=pool.take("vnetSubnetResourceId"),
        podSubnetID=pool.take("podSubnetResourceId"),
        podIPAllocationMode=pool.take("podIPAllocationMode"),
        upgradeSettings=pool.take("upgradeSettings"),
        scaleSetPriority=pool.take("scaleSetPriority"),
        scaleSetEvictionPolicy=pool.take("scaleSetEvictionPolicy"),
        nodeTaints=pool.take("nodeTaints"),
        nodeLabels=pool.take("nodeLabels"),
        localDNSProfile=pool.take("localDNSProfile"),
    )


def _read_network(call: Parameters) -> dict[str, Any]:
    count, ports = call.take("managedOutboundIPCount"), call.take("allocatedOutboundPorts")
    addresses = None if count is None else {"count": count}
    balancer = said(managedOutboundIPs=addresses, allocatedOutboundPorts=ports)
    return said(
        networkPlugin=call.take("networkPlugin"),
        networkPluginMode=call.take("networkPluginMode"),
        networkDataplane=call.take("networkDataplane"),
        networkPolicy=call.take("networkPolicy"),
        loadBalancerSku=call.take("loadBalancerSku"),
        ipFamilies=call.take("ipFamilies"),
        podCidr=call.take("podCidr"),
        podCidrs=call.take("podCidrs"),
        serviceCidr=call.take("serviceCidr"),
        serviceCidrs=call.take("serviceCidrs"),
        dnsServiceIP=call.take("dnsServiceIP"),
        outboundType=call.take("outboundType"),
        loadBalancerProfile=balancer or None,
        staticEgressGatewayProfile=call.take("staticEgressGatewayProfile"),
    )


def _read_addons(call: Parameters) -> dict[str, Any]:
    secrets, rotates = call.need("enableKeyvaultSecretsProvider"), call.need("enableSecretRotation")
    logs, workspace = call.need("omsAgentEnabled"), call.take("monitoringWorkspaceResourceId")
    ingress, gateway = (
        call.need("ingressApplicationGatewayEnabled"),
        call.take("appGatewayResourceId"),
    )
    pairs = ((secrets, rotates or None), (logs, workspace), (ingress, gateway))
    if any(on is not (said_of_it is not None) for on, said_of_it in pairs):
        raise UnreadableError(
            "an add-on that is on says its settings, and one that is off has none"
        )
    on: dict[str, Any] = {"enabled": True}
    rotation = {"enableSecretRotation": "true"}
    return said(
        azurepolicy=on if call.need("azurePolicyEnabled") is True else None,
        azureKeyvaultSecretsProvider={**on, "config": rotation} if secrets else None,
        omsagent={**on, "config": {"logAnalyticsWorkspaceResourceID": workspace}} if logs else None,
        ingressApplicationGateway={**on, "config": {"applicationGatewayId": gateway}}
        if ingress
        else None,
    )


def _read_routing(call: Parameters) -> dict[str, Any] | None:
    on = call.need("webApplicationRoutingEnabled") is True
    return {"webAppRouting": {"enabled": True}} if on else None
