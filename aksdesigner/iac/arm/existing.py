"""What others deploy -> ``existing`` references, by name and resource group."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Call, Property, Raw, Text
from aksdesigner.iac.plan.subscription import asked_subscription
from aksdesigner.iac.plan.web_policy import is_front_door
from aksdesigner.iac.resource_types import versioned
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.part import Resource

TYPES = {
    "vnet": NETWORK + "virtualNetworks",
    "subnet": NETWORK + "virtualNetworks/subnets",
    "rt": NETWORK + "routeTables",
    "nsg": NETWORK + "networkSecurityGroups",
    "natgw": NETWORK + "natGateways",
    "gw": NETWORK + "virtualNetworkGateways",
    "site": NETWORK + "localNetworkGateways",
    "zone": NETWORK + "privateDnsZones",
    "asg": NETWORK + "applicationSecurityGroups",
    "fwpol": NETWORK + "firewallPolicies",
    "ipgroup": NETWORK + "ipGroups",
    "er": NETWORK + "expressRouteCircuits",
    "vwan": NETWORK + "virtualWans",
    "vhub": NETWORK + "virtualHubs",
    "ruleset": NETWORK + "dnsForwardingRulesets",
    "pip": NETWORK + "publicIPAddresses",
    "ippfx": NETWORK + "publicIPPrefixes",
    "ddos": NETWORK + "ddosProtectionPlans",
    "pls": NETWORK + "privateLinkServices",
    "waf": NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies",
}
FRONT_DOOR_WAF = NETWORK + "FrontDoorWebApplicationFirewallPolicies"


def to_existing(draft: Draft, key: Key, resource: Resource) -> None:
    """Declare a reference to a resource that is there already; others are never named."""
    if resource.kind not in TYPES:
        return
    body: dict[str, Raw]
    if isinstance(resource, Subnet):
        parent = draft.design.index.by_key[key].parent or ""
        body = {"parent": Property(draft.symbols.symbol(parent), ()), "name": resource.name}
    else:
        body = {"name": real_name(resource), "scope": _scope(draft, key)}
    arm_type = TYPES[resource.kind]
    if isinstance(resource, WafPolicy) and is_front_door(resource):
        arm_type = FRONT_DOOR_WAF
    draft.declare(versioned(arm_type), key, body, existing=True)


def _scope(draft: Draft, key: Key) -> Raw:
    """Return where a reference leads to, None for the place of the deployment."""
    scopes = Scopes(draft.design)
    scope = scopes.of(key)
    if scope == scopes.default:
        return None
    group = Text(scope.group) if scope.group else Call("resourceGroup", (), "name")
    if not scope.subscription:
        return Call("resourceGroup", (group,))
    return Call("resourceGroup", (asked_subscription(draft, scope.subscription), group))
