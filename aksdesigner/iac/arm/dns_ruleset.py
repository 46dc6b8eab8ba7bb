"""DNS forwarding ruleset -> Microsoft.Network/dnsForwardingRulesets, its rules and links."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import link_name
from aksdesigner.iac.plan.resolver import DNS_PORT, domain_of, forwarders_of, rules_of
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset


def to_arm(draft: Draft, key: Key, ruleset: DnsRuleset) -> None:
    """Declare the ruleset, then its rules and links."""
    endpoints = [reference(item) for item in forwarders_of(draft, key, ruleset)]
    symbol = draft.declare(
        versioned(NETWORK + "dnsForwardingRulesets"),
        key,
        {
            **head(draft, ruleset, real_name(ruleset)),
            "properties": {"dnsResolverOutboundEndpoints": endpoints},
        },
    )
    parent = Property(symbol, ())
    for role, name, rule in rules_of(draft, key, ruleset):
        targets: list[Raw] = [{"ipAddress": str(t), "port": DNS_PORT} for t in rule.targets]
        properties: dict[str, Raw] = {
            "domainName": domain_of(rule),
            "forwardingRuleState": "Enabled" if rule.enabled else "Disabled",
            "targetDnsServers": targets,
        }
        body: dict[str, Raw] = {"parent": parent, "name": name, "properties": properties}
        draft.declare(versioned(NETWORK + "dnsForwardingRulesets/forwardingRules"), key, body, role)
    for vnet in dict.fromkeys(ruleset.links):
        network = draft.id_of(key_of("vnet", vnet))
        draft.declare(
            versioned(NETWORK + "dnsForwardingRulesets/virtualNetworkLinks"),
            key,
            {
                "parent": parent,
                "name": link_name(draft, key, vnet),
                "properties": {"virtualNetwork": reference(network)},
            },
            f"link {vnet}",
        )
