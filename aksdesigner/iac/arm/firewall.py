"""Azure Firewall -> azureFirewalls, with its policy, rules and public addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, address_of, head, public_ip, reference, texts
from aksdesigner.iac.arm.firewall_policy import policy_settings
from aksdesigner.iac.arm.firewall_rules import read_shorthand, rule_collections
from aksdesigner.iac.arm.reading import Head, Lift, lone_id
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw
from aksdesigner.iac.plan.firewall import (
    dns_servers_of,
    management_subnet,
    omitted_rules,
    placed_in,
    private_ranges_of,
)
from aksdesigner.iac.plan.firewall_policy import policy_order
from aksdesigner.iac.plan.public_address import slots_of
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall


def to_arm(draft: Draft, key: Key, firewall: Firewall) -> None:
    """Declare addresses, policy, rules and the firewall."""
    addresses = _public_ips(draft, key, firewall)
    for name, reason, item in omitted_rules(draft.design, firewall):
        draft.omit(key, name, reason, item)
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
    ranges = texts(private_ranges_of(draft, key, firewall.private_ranges))
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
    subnet = reference(management_subnet(draft, key, firewall))
    return {
        "name": "management",
        "properties": {"subnet": subnet, "publicIPAddress": reference(Property(address, ("id",)))},
    }


def from_arm(lift: Lift) -> Iterator[Firewall]:
    """Yield the firewalls of networks with the policy that each implies; those of hubs are theirs."""
    for item in lift.of_type(NETWORK + "azureFirewalls"):
        if "virtualHub" not in item.body.get("properties", {}):
            yield _read(lift, lift.head(item, "fw"))


def _read(lift: Lift, head: Head) -> Firewall:
    zones = tuple(head.said.get("zones", ()))
    properties = head.said.inner("properties")
    sku = properties.inner("sku")
    sku.must("name", "AZFW_VNet")
    vnet, subnet, addresses = _read_configurations(lift, properties)
    drawn = lift.addresses(properties, addresses, head, zones)
    fields: dict[str, Any] = {
        **head.fields,
        "vnet": vnet,
        "subnet": subnet,
        "zones": zones,
        "tier": sku.take("tier"),
        "public_ips": len(addresses),
        "public_ip_names": drawn,
        "management_subnet": _read_management(lift, head, properties, zones),
    }
    policy = lone_id(properties, "firewallPolicy")
    if isinstance(policy, Identity) and lift.drawn_name("fwpol", policy) is not None:
        fields["policy"] = lift.name_of(properties, policy, "fwpol")
    else:
        # whom routes send there decides the rules of clusters, and no code says the address
        address = getattr(lift.drawn_as(head), "ip", None)
        without = made(head.said, Firewall, **fields, ip=address)
        first = addresses[0] if addresses else None
        fields.update(_read_policy(lift, head, without, policy, first))
    for said in (sku, properties, head.said):
        said.done()
    return made(head.said, Firewall, **fields)


def _read_configurations(lift: Lift, properties: Said) -> tuple[str, str, list[Any]]:
    """Return network, subnet and addresses; only the first configuration has a subnet."""
    vnet, subnet, addresses = "", "", []
    for index, said in enumerate(properties.each("ipConfigurations", needed=True)):
        said.must("name", f"ipconfig{index + 1}")
        inner = said.inner("properties")
        if index == 0:
            place = lift.placed(inner)
            vnet, subnet = place[0] or "", place[1] or ""
        address = lone_id(inner, "publicIPAddress")
        if address is not None:
            addresses.append(address)
        elif index:
            inner.report("publicIPAddress is missing")
        inner.done()
        said.done()
    return vnet, subnet, addresses


def _read_management(
    lift: Lift, head: Head, properties: Said, zones: tuple[str, ...]
) -> str | None:
    said = properties.maybe("managementIpConfiguration")
    if said is None:
        return None
    said.must("name", "management")
    inner = said.inner("properties")
    vnet, subnet = lift.placed(inner)
    lift.address(inner, lone_id(inner, "publicIPAddress"), head, zones)
    inner.done()
    said.done()
    # one that the drawing lacks is asked for
    return subnet if lift.design.subnet(vnet, subnet) else None


def _read_policy(
    lift: Lift, firewall: Head, without: Firewall, policy: Any, first: Any
) -> dict[str, Any]:
    """Return the shorthand that an implied policy stands for; it stands beside the firewall."""
    resource = lift.at(policy)
    if resource is None:
        firewall.said.report(f"its policy {policy!r} is declared nowhere")
        return {}
    head = lift.head(resource, "fwpol")
    for name, wanted in (("location", firewall.location), ("tags", firewall.tags)):
        if getattr(head, name) != wanted:
            head.said.report(f"{name} differs from that of {firewall.name}")
    properties = head.said.inner("properties")
    sku = properties.inner("sku")
    sku.must("tier", without.tier)
    if properties.has("threatIntelMode"):  # a module is told what Azure takes where nothing is said
        properties.must("threatIntelMode", "Alert")
    found = policy_settings(properties)
    groups = list(lift.children(resource.identity, "ruleCollectionGroups"))
    if len(groups) != 1:
        head.said.report(f"it has {len(groups)} rule collection groups, expected one")
    for group in groups[:1]:
        said = lift.read(group)
        inner = said.inner("properties")
        inner.must("priority", 200)
        rules, dnat = read_shorthand(lift, inner, without, first)
        found.update(rules=rules, dnat=dnat)
        inner.done()
        said.done()
    for own in (sku, properties, head.said):
        own.done()
    return found
