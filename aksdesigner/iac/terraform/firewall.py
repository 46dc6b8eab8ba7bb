"""Azure Firewall -> azurerm_firewall, with its policy, rules and public addresses."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.plan.firewall import (
    dns_servers_of,
    management_subnet,
    omitted_rules,
    placed_in,
    private_ranges_of,
)
from aksdesigner.iac.plan.firewall_policy import policy_order
from aksdesigner.iac.plan.public_address import slots_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform import firewall_rules
from aksdesigner.iac.terraform.body import address_of, head, public_ip, tags, texts
from aksdesigner.iac.terraform.firewall_rules import rule_collections
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall


def to_azurerm(draft: Draft, key: Key, firewall: Firewall) -> None:
    """Declare addresses, policy, rules and the firewall."""
    addresses = _public_ips(draft, key, firewall)
    for name, reason, item in omitted_rules(draft.design, firewall):
        draft.omit(key, name, reason, item)
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
            "private_ip_ranges": texts(private_ranges_of(draft, key, firewall.private_ranges)),
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
    subnet = management_subnet(draft, key, firewall)
    return blocks(
        {
            "name": "management",
            "subnet_id": subnet,
            "public_ip_address_id": Property(address, ("id",)),
        }
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> Firewall | None:
    """Return the firewall that a resource says, with the shorthand that its own policy stands for."""
    said = lift.said(resource)
    said.must("sku_name", "AZFW_VNet")
    owner = lift.owner_of(resource)
    values: list[Any] = []
    place: tuple[str | None, str | None] = (None, None)
    for index, item in enumerate(said.each("ip_configuration", needed=True)):
        item.take("name")
        if index == 0:
            place = lift.subnet(item, "subnet_id")
        values.append(item.get("public_ip_address_id"))
        item.done()
    chosen = [value for value in values if value is not None]
    policy = said.take("firewall_policy_id")
    names = lift.addresses(said, chosen, owner)
    shorthand = _read_policy(lift, said, resource, policy, chosen)
    tier = said.take("sku_tier")
    return lift.made(
        said,
        Firewall,
        **lift.head(said, "fw"),
        vnet=place[0],
        subnet=place[1],
        tier=tier,
        zones=said.get("zones"),
        public_ips=len(chosen),
        public_ip_names=names,
        management_subnet=_read_management(lift, said, resource, tier),
        **shorthand,
    )


def _read_management(lift: Lift, said: Said, resource: TerraformResource, tier: Any) -> str | None:
    if tier != "Basic" and not said.has("management_ip_configuration"):
        return None
    inner = said.lone("management_ip_configuration")
    if inner is None:
        return None
    inner.must("name", "management")
    _, subnet = lift.subnet(inner, "subnet_id")
    if lift.address(inner, inner.take("public_ip_address_id"), lift.owner_of(resource)):
        inner.report("its management address is a drawn one")
    inner.done()
    return subnet


def _read_policy(
    lift: Lift, said: Said, resource: TerraformResource, value: Any, addresses: list[Any]
) -> dict[str, Any]:
    """Return the drawn policy, or what the firewall's own policy means in the shorthand."""
    target = lift.target(said, value)
    if target is None:
        return {}
    drawn = lift.drawn_of("fw", resource)
    if drawn is None or drawn.policy or lift.resource(target).existing:
        return {"policy": lift.named(said, "firewall_policy_id", "fwpol", value)}
    inner = lift.said(lift.resource(target))
    inner.take("name")
    for name in ("location", "resource_group_name"):
        inner.must(name, resource.body.get(name))
    inner.must("sku", resource.body.get("sku_tier"))
    if (inner.get("tags") or {}) != (resource.body.get("tags") or {}):
        inner.report("tags are not those of its firewall")
    out: dict[str, Any] = {"private_ranges": inner.get("private_ip_ranges"), **read_dns(inner)}
    inner.done()
    rules = lift.lone_beside(
        "azurerm_firewall_policy_rule_collection_group", "firewall_policy_id", target
    )
    if rules is None:
        said.report("its policy has no rules")
        return out
    return {**out, **firewall_rules.read_shorthand(lift, rules, drawn, addresses)}


def read_dns(said: Said) -> dict[str, Any]:
    """Return the DNS settings of a policy."""
    inner = said.lone("dns") if said.has("dns") else None
    if inner is None:
        return {}
    out = {"dns_proxy": inner.take("proxy_enabled"), "dns_servers": inner.get("servers")}
    inner.done()
    return out
