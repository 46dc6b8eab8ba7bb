"""DNS forwarding ruleset -> azurerm forwarding ruleset, its rules and links."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.dns import link_name
from aksdesigner.iac.plan.resolver import DNS_PORT, domain_of, forwarders_of, rules_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset, ForwardingRule


def to_azurerm(draft: Draft, key: Key, ruleset: DnsRuleset) -> None:
    """Declare the ruleset, then its rules and links."""
    draft.declare(
        "azurerm_private_dns_resolver_dns_forwarding_ruleset",
        key,
        {
            **head(draft, ruleset, real_name(ruleset)),
            "private_dns_resolver_outbound_endpoint_ids": forwarders_of(draft, key, ruleset),
            "tags": tags(ruleset),
        },
    )
    for role, name, rule in rules_of(draft, key, ruleset):
        declare_rule(draft, key, role, name, rule)
    for vnet in dict.fromkeys(ruleset.links):
        declare_link(draft, key, vnet)


def declare_rule(draft: Draft, key: Key, role: str, name: str, rule: ForwardingRule) -> None:
    """Declare a rule of a ruleset."""
    targets: list[dict[str, Raw]] = [
        {"ip_address": str(target), "port": DNS_PORT} for target in rule.targets
    ]
    body: dict[str, Raw] = {
        "name": name,
        "dns_forwarding_ruleset_id": draft.id_of(key),
        "domain_name": domain_of(rule),
        "enabled": rule.enabled,
        "target_dns_servers": blocks(*targets),
    }
    draft.declare("azurerm_private_dns_resolver_forwarding_rule", key, body, role)


def declare_link(draft: Draft, key: Key, vnet: str) -> None:
    """Declare the link of a ruleset to a network."""
    draft.declare(
        "azurerm_private_dns_resolver_virtual_network_link",
        key,
        {
            "name": link_name(draft, key, vnet),
            "dns_forwarding_ruleset_id": draft.id_of(key),
            "virtual_network_id": draft.id_of(key_of("vnet", vnet)),
        },
        f"link {vnet}",
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> DnsRuleset | None:
    """Return the ruleset that a resource, its rules and its links say."""
    said = lift.said(resource)
    own = ("dns_forwarding_ruleset_id", resource.address)
    beside = lift.beside("azurerm_private_dns_resolver_forwarding_rule", *own)
    rules = [read_rule(lift, item) for _, item in beside]
    links = []
    for _, item in lift.beside("azurerm_private_dns_resolver_virtual_network_link", *own):
        item.take("name")
        links.append(lift.take_named(item, "virtual_network_id", "vnet"))
        item.done()
    return lift.made(
        said,
        DnsRuleset,
        **lift.head(said, "ruleset"),
        rules=[rule for rule in rules if rule],
        links=[link for link in links if link],
        outbound=_read_outbound(lift, said, resource),
    )


def read_rule(lift: Lift, said: Said) -> ForwardingRule | None:
    """Return a rule of a ruleset."""
    said.take("name")
    targets = []
    for item in said.each("target_dns_servers", needed=True):
        targets.append(item.take("ip_address"))
        item.must("port", DNS_PORT)
        item.done()
    return lift.made(
        said,
        ForwardingRule,
        suffix=said.take("domain_name"),
        targets=targets,
        enabled=said.take("enabled"),
    )


def _read_outbound(lift: Lift, said: Said, resource: TerraformResource) -> list[str]:
    """Return the resolvers whose outbound endpoints are named, all of each."""
    drawn = lift.drawn_of("ruleset", resource)
    names = [n for n in dict.fromkeys(drawn.outbound if drawn else ()) if not _is_made(lift, n)]
    found: list[Any] = []
    for value in said.take("private_dns_resolver_outbound_endpoint_ids") or []:
        if isinstance(value, Asked):
            found += names[:1]
            del names[:1]
            continue
        address = lift.target(said, value)
        owner = lift.resource(address).body.get("private_dns_resolver_id") if address else None
        if isinstance(owner, Reference):
            found.append(lift.name_at(owner.address))
    for name in dict.fromkeys(found):
        made = lift.drawn.design.index.get(DnsResolver, name)
        if made and _is_made(lift, name) and found.count(name) != len(made.outbound):
            said.report(f"it names {found.count(name)} of {len(made.outbound)} endpoints of {name}")
    return list(dict.fromkeys(found))


def _is_made(lift: Lift, name: str) -> bool:
    """Return whether the code has a resolver with endpoints; of others one is asked for."""
    drawn = lift.drawn.design.index.get(DnsResolver, name)
    return lift.is_made("resolver", name) and bool(drawn and drawn.outbound)
