"""DNS forwarding ruleset -> azurerm forwarding ruleset, its rules and links."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.dns import link_name
from aksdesigner.iac.plan.resolver import DNS_PORT, domain_of, forwarders_of, rules_of
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset


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
    own = {"dns_forwarding_ruleset_id": draft.id_of(key)}
    for role, name, rule in rules_of(draft, key, ruleset):
        targets: list[dict[str, Raw]] = [
            {"ip_address": str(target), "port": DNS_PORT} for target in rule.targets
        ]
        body: dict[str, Raw] = {
            "name": name,
            **own,
            "domain_name": domain_of(rule),
            "enabled": rule.enabled,
            "target_dns_servers": blocks(*targets),
        }
        draft.declare("azurerm_private_dns_resolver_forwarding_rule", key, body, role)
    for vnet in dict.fromkeys(ruleset.links):
        draft.declare(
            "azurerm_private_dns_resolver_virtual_network_link",
            key,
            {
                "name": link_name(draft, key, vnet),
                **own,
                "virtual_network_id": draft.id_of(key_of("vnet", vnet)),
            },
            f"link {vnet}",
        )
