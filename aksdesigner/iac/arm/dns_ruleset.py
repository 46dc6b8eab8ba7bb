"""DNS forwarding ruleset -> Microsoft.Network/dnsForwardingRulesets, its rules and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import Head, Lift, ids_of
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import link_name
from aksdesigner.iac.plan.resolver import DNS_PORT, domain_of, forwarders_of, rules_of
from aksdesigner.iac.read.said import made
from aksdesigner.iac.read.values import Asked, Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset, ForwardingRule


def to_arm(draft: Draft, key: Key, ruleset: DnsRuleset) -> None:
    """Declare the ruleset, then its rules and links."""
    endpoints = [reference(item) for item in forwarders_of(draft, key, ruleset)]
    draft.declare(
        versioned(NETWORK + "dnsForwardingRulesets"),
        key,
        {
            **head(draft, ruleset, real_name(ruleset)),
            "properties": {"dnsResolverOutboundEndpoints": endpoints},
        },
    )
    for role, name, rule in rules_of(draft, key, ruleset):
        declare_rule(draft, key, role, name, rule)
    for vnet in dict.fromkeys(ruleset.links):
        declare_link(draft, key, vnet)


def declare_rule(draft: Draft, key: Key, role: str, name: str, rule: ForwardingRule) -> None:
    """Declare a rule of a ruleset."""
    targets: list[Raw] = [{"ipAddress": str(t), "port": DNS_PORT} for t in rule.targets]
    properties: dict[str, Raw] = {
        "domainName": domain_of(rule),
        "forwardingRuleState": "Enabled" if rule.enabled else "Disabled",
        "targetDnsServers": targets,
    }
    parent = Property(draft.symbols.symbol(key), ())
    body: dict[str, Raw] = {"parent": parent, "name": name, "properties": properties}
    draft.declare(versioned(NETWORK + "dnsForwardingRulesets/forwardingRules"), key, body, role)


def declare_link(draft: Draft, key: Key, vnet: str) -> None:
    """Declare the link of a ruleset to a network."""
    network = draft.id_of(key_of("vnet", vnet))
    draft.declare(
        versioned(NETWORK + "dnsForwardingRulesets/virtualNetworkLinks"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": link_name(draft, key, vnet),
            "properties": {"virtualNetwork": reference(network)},
        },
        f"link {vnet}",
    )


def from_arm(lift: Lift) -> Iterator[DnsRuleset]:
    """Yield the rulesets with their rules and links."""
    for item in lift.of_type(NETWORK + "dnsForwardingRulesets"):
        head = lift.head(item, "ruleset")
        properties = head.said.inner("properties")
        outbound = _read_outbound(lift, head, ids_of(properties, "dnsResolverOutboundEndpoints"))
        properties.done()
        head.said.done()
        yield made(
            head.said,
            DnsRuleset,
            **head.fields,
            outbound=outbound,
            rules=read_rules(lift, item.identity),
            links=read_links(lift, item.identity),
        )


def _read_outbound(lift: Lift, ruleset: Head, values: list[Any]) -> tuple[str, ...]:
    """Return the resolvers whose outbound endpoints are named, which are all of each."""
    found: list[str] = []
    kind = NETWORK + "dnsResolvers/outboundEndpoints"
    for value in values:
        if isinstance(value, Asked):
            name = lift.name_of(ruleset.said, value, "resolver")
        elif isinstance(value, Identity) and value.type == kind:
            owner = replace(value, type=NETWORK + "dnsResolvers", names=value.names[:-1])
            name = lift.name_of(ruleset.said, owner, "resolver")
            if lift.at(value) is None:
                ruleset.said.report(f"{value!r} is declared nowhere")
        else:
            ruleset.said.report(f"{value!r} is no id of an outbound endpoint")
            continue
        found += [name] if name else []
    if not values:
        ruleset.said.report("it forwards from no endpoint")
    for name in dict.fromkeys(found):
        ends = [r for r in lift.program.resources if r.type == kind and not r.existing]
        here = [r for r in ends if lift.owner_name("resolver", r.identity) == name]
        if len(here) > 1 and found.count(name) != len(here):
            ruleset.said.report(f"it names {found.count(name)} of {len(here)} endpoints of {name}")
    return tuple(dict.fromkeys(found))


def read_rules(lift: Lift, ruleset: Identity) -> tuple[ForwardingRule, ...]:
    """Return the rules that stand in a ruleset."""
    states = {"Enabled": True, "Disabled": False}
    out = []
    for item in lift.children(ruleset, "forwardingRules"):
        said = lift.read(item)
        properties = said.inner("properties")
        targets = []
        for target in properties.each("targetDnsServers", needed=True):
            targets.append(target.take("ipAddress"))
            target.must("port", DNS_PORT)
            target.done()
        rule = made(
            said,
            ForwardingRule,
            suffix=properties.take("domainName"),
            targets=targets,
            enabled=states.get(properties.take("forwardingRuleState")),
        )
        out.append(rule)
        properties.done()
        said.done()
    return tuple(out)


def read_links(lift: Lift, ruleset: Identity) -> tuple[str, ...]:
    """Return the networks that a ruleset is linked to."""
    out = []
    for item in lift.children(ruleset, "virtualNetworkLinks"):
        said = lift.read(item)
        properties = said.inner("properties")
        vnet = lift.named(properties, "virtualNetwork", "vnet", needed=True)
        properties.done()
        said.done()
        out += [vnet] if vnet else []
    return tuple(out)
