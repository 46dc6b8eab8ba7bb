"""Azure Firewall -> azurerm_firewall, with its policy, rules and public addresses."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.plan.firewall import MANAGEMENT, dns_servers_of, omitted_rules, placed_in
from aksdesigner.iac.plan.firewall_policy import policy_order
from aksdesigner.iac.plan.public_address import slots_of
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.terraform.body import address_of, head, public_ip, tags, texts
from aksdesigner.iac.terraform.firewall_rules import rule_collections
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall


def to_azurerm(draft: Draft, key: Key, firewall: Firewall) -> None:
    """Declare addresses, policy, rules and the firewall."""
    addresses = _public_ips(draft, key, firewall)
    for name, reason in omitted_rules(draft.design, firewall):
        draft.omit(key, name, reason)
    if firewall.policy:
        policy = draft.id_of(key_of("fwpol", firewall.policy))
        groups = policy_order(draft, firewall.policy)
    else:
        policy = Property(_policy(draft, key, firewall), ("id",))
        groups = (_rules(draft, key, firewall, policy, addresses),)
    symbol = draft.declare(
        "azurerm_firewall",
        key,
        {
            **head(draft, firewall, real_name(firewall)),
            "sku_name": "AZFW_VNet",
            "sku_tier": firewall.tier,
            "firewall_policy_id": policy,
            "zones": list(firewall.zones) or None,
            "tags": tags(firewall),
            "ip_configuration": _configurations(draft, firewall, addresses),
            "management_ip_configuration": _management(draft, key, firewall),
        },
        depends_on=groups,
    )
    draft.output(
        f"{firewall.name} private ip",
        f"Private address of firewall {firewall.name}.",
        Property(symbol, ("ip_configuration", 0, "private_ip_address")),
    )


def _public_ips(draft: Draft, key: Key, firewall: Firewall) -> list[str]:
    out = []
    for slot in slots_of(draft, key, firewall, firewall.public_ips, firewall.public_ip_names):
        out.append(address_of(draft, key, firewall, slot, zones=firewall.zones))
    return out


def _policy(draft: Draft, key: Key, firewall: Firewall) -> str:
    servers = texts(dns_servers_of(draft, key, firewall.dns_servers))
    dns: dict[str, Raw] = {"proxy_enabled": firewall.dns_proxy, "servers": servers}
    return draft.declare(
        "azurerm_firewall_policy",
        key,
        {
            **head(draft, firewall, draft.names.derived("afwp", real_name(firewall), key, "afwp")),
            "sku": firewall.tier,
            "private_ip_ranges": texts(firewall.private_ranges),
            "tags": tags(firewall),
            "dns": blocks(dns) if firewall.dns_proxy or servers else None,
        },
        "policy",
    )


def _rules(
    draft: Draft, key: Key, firewall: Firewall, policy: Property, addresses: list[str]
) -> str:
    return draft.declare(
        "azurerm_firewall_policy_rule_collection_group",
        key,
        {
            "name": draft.names.derived("rcg", real_name(firewall), key, "rcg"),
            "firewall_policy_id": policy,
            "priority": 200,
            **rule_collections(draft, key, firewall, addresses),
        },
        "rules",
    )


def _configurations(draft: Draft, firewall: Firewall, addresses: list[str]) -> Blocks:
    subnet = draft.id_of(placed_in(firewall))
    out: list[dict[str, Raw]] = []
    for index, address in enumerate([*addresses] or [None]):
        out.append(
            {
                "name": f"ipconfig{index + 1}",
                "subnet_id": subnet if index == 0 else None,
                "public_ip_address_id": Property(address, ("id",)) if address else None,
            }
        )
    return blocks(*out)


def _management(draft: Draft, key: Key, firewall: Firewall) -> Blocks | None:
    if not firewall.management_subnet and firewall.tier != "Basic":
        return None
    role = "management pip"
    name = draft.names.derived("pip", f"{real_name(firewall)}-management", key, role)
    address = public_ip(draft, key, firewall, name, role, zones=firewall.zones)
    subnet: Expression
    if firewall.management_subnet:
        subnet = draft.id_of(subnet_key(firewall.vnet, firewall.management_subnet))
    else:
        subnet = asked_subnet(draft, key, firewall.vnet, MANAGEMENT)
    return blocks(
        {
            "name": "management",
            "subnet_id": subnet,
            "public_ip_address_id": Property(address, ("id",)),
        }
    )
