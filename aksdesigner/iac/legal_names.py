"""Drawn names that Azure refuses: they are written as drawn, and reported before anyone deploys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.name_rules import NameRule, name_rule
from aksdesigner.iac.plan.web_policy import is_front_door
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.part import Resource

NETWORK = "Microsoft.Network/"
GROUP = "Microsoft.Resources/resourceGroups"
SETTINGS: Key = "design:settings"  # what an omission about the settings of the design names

# kind token -> ARM type; services have rules of their own, and WAF policies by their scope
TYPES = {
    "vnet": NETWORK + "virtualNetworks",
    "subnet": NETWORK + "virtualNetworks/subnets",
    "peering": NETWORK + "virtualNetworks/virtualNetworkPeerings",
    "rt": NETWORK + "routeTables",
    "nsg": NETWORK + "networkSecurityGroups",
    "natgw": NETWORK + "natGateways",
    "fw": NETWORK + "azureFirewalls",
    "fwpol": NETWORK + "firewallPolicies",
    "ipgroup": NETWORK + "ipGroups",
    "gw": NETWORK + "virtualNetworkGateways",
    "site": NETWORK + "localNetworkGateways",
    "lb": NETWORK + "loadBalancers",
    "pip": NETWORK + "publicIPAddresses",
    "ippfx": NETWORK + "publicIPPrefixes",
    "asg": NETWORK + "applicationSecurityGroups",
    "agw": NETWORK + "applicationGateways",
    "bastion": NETWORK + "bastionHosts",
    "ddos": NETWORK + "ddosProtectionPlans",
    "er": NETWORK + "expressRouteCircuits",
    "rs": NETWORK + "virtualHubs",
    "vwan": NETWORK + "virtualWans",
    "vhub": NETWORK + "virtualHubs",
    "pe": NETWORK + "privateEndpoints",
    "pls": NETWORK + "privateLinkServices",
    "zone": NETWORK + "privateDnsZones",
    "resolver": NETWORK + "dnsResolvers",
    "ruleset": NETWORK + "dnsForwardingRulesets",
    "fd": "Microsoft.Cdn/profiles",
    "agc": "Microsoft.ServiceNetworking/trafficControllers",
    "vm": "Microsoft.Compute/virtualMachines",
    "nva": "Microsoft.Compute/virtualMachines",
    "aks": "Microsoft.ContainerService/managedClusters",
    "pool": "Microsoft.ContainerService/managedClusters/agentPools",
}
WAF_TYPE = NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies"
FRONT_DOOR_WAF_TYPE = NETWORK + "FrontDoorWebApplicationFirewallPolicies"
# kind token -> (field, ARM type) of parts that have names of their own
PARTS = {
    "rt": ("routes", NETWORK + "routeTables/routes"),
    "nsg": ("rules", NETWORK + "networkSecurityGroups/securityRules"),
    "fwpol": ("rule_collection_groups", NETWORK + "firewallPolicies/ruleCollectionGroups"),
    "gw": ("connections", NETWORK + "connections"),
    "fd": ("origins", "Microsoft.Cdn/profiles/originGroups/origins"),
    "agc": ("frontends", "Microsoft.ServiceNetworking/trafficControllers/frontends"),
}


def report_names(draft: Draft) -> None:
    """Report drawn names that Azure refuses, and those that two resources of one type share."""
    for key, field, reason in refused_names(draft.design):
        draft.omit(key, field, reason, "name")  # the rest of the field is written


def refused_names(design: Design) -> Iterator[tuple[Key, str, str]]:
    """Yield (key, field, reason) of every drawn name that a deployment would be refused for."""
    yield from _of_settings(design)
    seen: dict[tuple[str, ...], Key] = {}
    scopes = Scopes(design)
    for entry in design.index.entries:
        if design.index.at(entry.key) is not entry.resource:
            continue
        there = design.is_existing(entry.key)
        for field, arm_type, name in _names_of(entry.resource, there=there):
            rule = name_rule(arm_type)
            if not rule.takes(name):
                yield entry.key, field, _refused(rule, name)
        place = place_of(scopes, entry.key, entry.resource)
        first = seen.setdefault(place, entry.key) if place else entry.key
        if first != entry.key:
            own = getattr(entry.resource, "azure_name", None)
            reason = f"{first} has this name too: Azure has one such resource of a name in a group"
            yield entry.key, "azure_name" if own else "name", reason


def _of_settings(design: Design) -> Iterator[tuple[Key, str, str]]:
    group = design.settings.resource_group
    rule = name_rule(GROUP)
    if group and not rule.takes(group):
        yield SETTINGS, "resource_group", _refused(rule, group)


def _refused(rule: NameRule, name: str) -> str:
    length = f"{rule.shortest} to {rule.longest} characters"
    return f"{name!r} is written as drawn, but Azure takes {length}: {rule.says}"


def _names_of(resource: Any, *, there: bool) -> Iterator[tuple[str, str, str]]:
    """Yield (field, ARM type, name) of a resource and of its named parts.

    A policy of Front Door gets a name made to fit, unless it is `there` already.
    """
    kind = resource.kind
    own = getattr(resource, "azure_name", None)
    if kind in TYPES and (own or kind != "peering"):
        yield ("azure_name" if own else "name"), TYPES[kind], real_name(resource)
    if kind == "waf" and (there or not is_front_door(resource)):
        arm_type = FRONT_DOOR_WAF_TYPE if is_front_door(resource) else WAF_TYPE
        yield ("azure_name" if own else "name"), arm_type, real_name(resource)
    group = getattr(resource, "resource_group", None)
    if group:
        yield "resource_group", GROUP, group
    if kind in PARTS:
        field, arm_type = PARTS[kind]
        for part in getattr(resource, field):
            name = part if isinstance(part, str) else part.name
            if name:
                yield field, arm_type, name


def place_of(scopes: Scopes, key: Key, resource: Resource) -> tuple[str, ...] | None:
    """Return what tells a resource from others of its type, None where names may meet."""
    arm_type = TYPES.get(resource.kind)
    if arm_type is None or resource.kind in ("site", "peering"):
        return None
    scope = scopes.of(key)
    parent = scopes.design.index.by_key[key].parent or ""
    inside = parent if isinstance(resource, Subnet) or resource.kind == "pool" else ""
    name = real_name(resource).casefold()
    return (arm_type, inside, scope.subscription, scope.group, name)
