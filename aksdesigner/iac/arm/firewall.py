"""Azure Firewall -> azureFirewalls, with its policy, rules and public addresses."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, public_ip, reference, texts
from aksdesigner.iac.arm.firewall_rules import rule_collections
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw
from aksdesigner.iac.plan.firewall import MANAGEMENT, dns_servers_of, omitted_rules, placed_in
from aksdesigner.iac.plan.firewall_policy import policy_order
from aksdesigner.iac.plan.public_address import slots_of
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall


def to_arm(draft: Draft, key: Key, firewall: Firewall) -> None:
    """Declare addresses, policy, rules and the firewall."""
    addresses = _public_ips(draft, key, firewall)
    for name, reason in omitted_rules(draft.design, firewall):
        draft.omit(key, name, reason)
    if firewall.policy:
        policy: Expression = draft.id_of(key_of("fwpol", firewall.policy))
        groups = policy_order(draft, firewall.policy)
    else:
        own = _policy(draft, key, firewall)
        policy = Property(own, ("id",))
        groups = (_rules(draft, key, firewall, own, addresses),)
    symbol = draft.declare(
        versioned(NETWORK + "azureFirewalls"),
        key,
        {
            **head(draft, firewall, real_name(firewall)),
            "zones": list(firewall.zones) or None,
            "properties": {
                "sku": {"name": "AZFW_VNet", "tier": firewall.tier},
                "firewallPolicy": reference(policy),
                "ipConfigurations": _configurations(draft, firewall, addresses),
                "managementIpConfiguration": _management(draft, key, firewall),
            },
        },
        depends_on=groups,
    )
    private = ("properties", "ipConfigurations", 0, "properties", "privateIPAddress")
    draft.output(
        f"{firewall.name} private ip",
        f"Private address of firewall {firewall.name}.",
        Property(symbol, private),
    )


def _public_ips(draft: Draft, key: Key, firewall: Firewall) -> list[str]:
    out = []
    for slot in slots_of(draft, key, firewall, firewall.public_ips, firewall.public_ip_names):
        out.append(address_of(draft, key, firewall, slot, zones=firewall.zones))
    return out


def _policy(draft: Draft, key: Key, firewall: Firewall) -> str:
    ranges = texts(firewall.private_ranges)
    servers = texts(dns_servers_of(draft, key, firewall.dns_servers))
    dns = {"enableProxy": firewall.dns_proxy, "servers": servers}
    return draft.declare(
        versioned(NETWORK + "firewallPolicies"),
        key,
        {
            **head(draft, firewall, draft.names.derived("afwp", real_name(firewall), key, "afwp")),
            "properties": {
                "sku": {"tier": firewall.tier},
                "snat": {"privateRanges": ranges} if ranges else None,
                "dnsSettings": dns if firewall.dns_proxy or servers else None,
            },
        },
        "policy",
    )


def _rules(draft: Draft, key: Key, firewall: Firewall, policy: str, addresses: list[str]) -> str:
    return draft.declare(
        versioned(NETWORK + "firewallPolicies/ruleCollectionGroups"),
        key,
        {
            "parent": Property(policy, ()),
            "name": draft.names.derived("rcg", real_name(firewall), key, "rcg"),
            "properties": {
                "priority": 200,
                "ruleCollections": rule_collections(draft, key, firewall, addresses),
            },
        },
        "rules",
    )


def _configurations(draft: Draft, firewall: Firewall, addresses: list[str]) -> Raw:
    subnet = reference(draft.id_of(placed_in(firewall)))
    out: list[Raw] = []
    for index, address in enumerate([*addresses] or [None]):
        out.append(
            {
                "name": f"ipconfig{index + 1}",
                "properties": {
                    "subnet": subnet if index == 0 else None,
                    "publicIPAddress": reference(Property(address, ("id",))) if address else None,
                },
            }
        )
    return out


def _management(draft: Draft, key: Key, firewall: Firewall) -> Raw:
    if not firewall.management_subnet and firewall.tier != "Basic":
        return None
    role = "management pip"
    name = draft.names.derived("pip", f"{real_name(firewall)}-management", key, role)
    address = public_ip(draft, key, firewall, name, role, zones=firewall.zones)
    if firewall.management_subnet:
        subnet = reference(draft.id_of(subnet_key(firewall.vnet, firewall.management_subnet)))
    else:
        subnet = reference(asked_subnet(draft, key, firewall.vnet, MANAGEMENT))
    return {
        "name": "management",
        "properties": {"subnet": subnet, "publicIPAddress": reference(Property(address, ("id",)))},
    }
