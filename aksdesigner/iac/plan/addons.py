"""Add-ons and virtual nodes of an AKS cluster, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.placeholders import REPLACE, resource_id
from aksdesigner.iac.value_rules import id_rule, name_value_rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.node_pool import NodePool

WORKSPACES = "Microsoft.OperationalInsights/workspaces"
GATEWAYS = "Microsoft.Network/applicationGateways"

# how people write an add-on -> the add-on
NAMES = {
    "azurepolicy": "policy",
    "policy": "policy",
    "keyvaultsecretsprovider": "secrets",
    "azurekeyvaultsecretsprovider": "secrets",
    "azurekeyvaultcsi": "secrets",
    "virtualnode": "virtualNode",
    "virtualnodes": "virtualNode",
    "virtualkubelet": "virtualNode",
    "aciconnectorlinux": "virtualNode",
    "omsagent": "logs",
    "containerinsights": "logs",
    "monitoring": "logs",
    "ingressappgw": "agic",
    "ingressapplicationgateway": "agic",
    "agic": "agic",
    "webapplicationrouting": "routing",
    "webapprouting": "routing",
    "approuting": "routing",
    "keda": "keda",
    "vpa": "vpa",
    "verticalpodautoscaler": "vpa",
}


@dataclass(frozen=True)
class Addons:
    """What is switched on; those that need something hold it, others are True."""

    policy: bool = False
    secrets: bool = False
    routing: bool = False
    keda: bool = False
    vpa: bool = False
    virtual_subnet: Expression | None = None
    workspace: Expression | None = None
    gateway: Expression | None = None


def addons_of(draft: Draft, key: Key, cluster: AksCluster) -> Addons:
    """Return the add-ons of a cluster, asking for what the drawing lacks."""
    wanted = set()
    for text in cluster.addons:
        found = NAMES.get(text.replace("-", "").replace("_", "").casefold())
        if found:
            wanted.add(found)
        else:
            draft.omit(key, "addons", f"{text} is no add-on that the export knows", text)
    if "agic" in wanted:
        reason = "the identity of the ingress controller gets Contributor on its gateway by hand"
        draft.omit(key, "addons", reason, "the role of agic")
    virtual = [pool for pool in cluster.pools if pool.virtual_nodes]
    return Addons(
        policy="policy" in wanted,
        secrets="secrets" in wanted,
        routing="routing" in wanted,
        keda="keda" in wanted,
        vpa="vpa" in wanted,
        virtual_subnet=_virtual_subnet(draft, key, cluster, virtual)
        if virtual or "virtualNode" in wanted
        else None,
        workspace=_workspace(draft, key, cluster) if "logs" in wanted else None,
        gateway=_gateway(draft, key, cluster) if "agic" in wanted else None,
    )


def _virtual_subnet(
    draft: Draft, key: Key, cluster: AksCluster, pools: list[NodePool]
) -> Expression:
    for pool in pools:
        pool_key = key_of("pool", f"{cluster.name}/{pool.name}")
        reason = "container instances take its place: the add-on needs only the subnet"
        draft.omit(pool_key, "virtual_nodes", reason)
        for name in NodePool.model_fields:
            if name not in ("uid", "name", "virtual_nodes", "subnet"):
                _omit_drawn(draft, pool_key, pool, name, reason)
    reason = "the identity of the virtual nodes gets Network Contributor on their subnet by hand"
    draft.omit(key, "addons", reason, "the role of virtualNode")
    named = [pool.subnet for pool in pools if pool.subnet]
    for extra in named[1:]:
        draft.omit(key, "pools", f"virtual nodes run in one subnet; {extra} is not used")
    if named:
        return Text(named[0])
    return draft.ask(
        f"{cluster.name} virtual nodes subnet name",
        f"Name of the subnet of the virtual nodes of cluster {cluster.name}.",
        example=REPLACE,
        rule=name_value_rule("Microsoft.Network/virtualNetworks/subnets"),
        resource=key,
    )


def _omit_drawn(draft: Draft, key: Key, pool: NodePool, name: str, reason: str) -> None:
    info = NodePool.model_fields[name]
    if getattr(pool, name) != info.get_default(call_default_factory=True):
        draft.omit(key, name, reason)


def _workspace(draft: Draft, key: Key, cluster: AksCluster) -> Expression:
    return draft.ask(
        f"{cluster.name} workspace id",
        f"Resource id of the Log Analytics workspace of cluster {cluster.name}.",
        example=resource_id(WORKSPACES),
        rule=id_rule(WORKSPACES),
        resource=key,
    )


def _gateway(draft: Draft, key: Key, cluster: AksCluster) -> Expression:
    """Return the application gateway that the cluster's ingress controller drives."""
    names = [item.gateway for item in cluster.ingress if item.pattern == "agic" and item.gateway]
    drawn = next((n for n in names if draft.design.index.get(ApplicationGateway, n)), None)
    if drawn and not draft.design.is_existing(key_of("agw", drawn)):
        return draft.id_of(key_of("agw", drawn))
    return draft.ask(
        f"{cluster.name} application gateway id",
        f"Resource id of the application gateway that cluster {cluster.name} drives.",
        example=resource_id(GATEWAYS),
        rule=id_rule(GATEWAYS),
        resource=key,
    )
