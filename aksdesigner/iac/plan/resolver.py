"""Endpoints of DNS resolvers and rules of their rulesets, the same for every dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.value_rules import id_rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset, ForwardingRule
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

OUTBOUND_ENDPOINTS = "Microsoft.Network/dnsResolvers/outboundEndpoints"
DNS_PORT = 53


@dataclass(frozen=True)
class Endpoint:
    """An endpoint of a resolver; `address` is the chosen one of an inbound endpoint."""

    role: str
    name: str
    subnet: Expression
    address: Address | None = None


def inbound_of(draft: Draft, key: Key, resolver: DnsResolver) -> list[Endpoint]:
    """Return the inbound endpoints; the short form means one in the subnet of its address."""
    if not resolver.inbound and resolver.inbound_ip:
        subnet = _subnet_around(draft, key, resolver, resolver.inbound_ip)
        name = draft.names.derived("in", resolver.name, key, "in 1", key)
        return [Endpoint("in 1", name, subnet, resolver.inbound_ip)]
    if resolver.inbound_ip and all(e.ip != resolver.inbound_ip for e in resolver.inbound):
        draft.omit(key, "inbound_ip", "the inbound endpoints that are drawn have other addresses")
    out = []
    for index, endpoint in enumerate(resolver.inbound):
        role = f"in {index + 1}"
        name = draft.names.derived("in", endpoint.subnet, key, role, key)
        subnet = draft.id_of(subnet_key(resolver.vnet, endpoint.subnet))
        out.append(Endpoint(role, name, subnet, endpoint.ip))
    return out


def outbound_of(draft: Draft, key: Key, resolver: DnsResolver) -> list[Endpoint]:
    """Return the outbound endpoints."""
    out = []
    for index, endpoint in enumerate(resolver.outbound):
        role = f"out {index + 1}"
        name = draft.names.derived("out", endpoint.subnet, key, role, key)
        out.append(Endpoint(role, name, draft.id_of(subnet_key(resolver.vnet, endpoint.subnet))))
    return out


def _subnet_around(draft: Draft, key: Key, resolver: DnsResolver, address: Address) -> Expression:
    network = draft.design.index.get(VirtualNetwork, resolver.vnet)
    for subnet in network.subnets if network else ():
        if any(prefix.contains(address) for prefix in subnet.prefixes):
            return draft.id_of(subnet_key(resolver.vnet, subnet.name))
    return draft.ask(
        f"{resolver.name} inbound subnet id",
        f"Resource id of the subnet of DNS resolver {resolver.name} that holds {address}.",
        example=resource_id("Microsoft.Network/virtualNetworks/subnets"),
        rule=id_rule("Microsoft.Network/virtualNetworks/subnets"),
        resource=key,
    )


def forwarders_of(draft: Draft, key: Key, ruleset: DnsRuleset) -> list[Expression]:
    """Return the ids of the outbound endpoints that a ruleset forwards from, or ask for one."""
    out: list[Expression] = []
    for name in dict.fromkeys(ruleset.outbound):
        resolver_key = key_of("resolver", name)
        resolver = draft.design.index.get(DnsResolver, name)
        if resolver and resolver.outbound and not draft.design.is_existing(resolver_key):
            roles = (f"out {i + 1}" for i in range(len(resolver.outbound)))
            out += [draft.id_of(resolver_key, role) for role in roles]
        else:
            label, about = f"{name} outbound endpoint id", f"of {name}"
            out.append(_asked_endpoint(draft, key, label, about, resolver_key))
    if not out:
        about = f"that ruleset {ruleset.name} forwards from"
        out.append(_asked_endpoint(draft, key, f"{ruleset.name} outbound endpoint id", about))
    return out


def _asked_endpoint(
    draft: Draft, key: Key, label: str, about: str, resolver: Key = ""
) -> Expression:
    return draft.ask(
        label,
        f"Resource id of the outbound endpoint of a DNS resolver, {about}.",
        example=resource_id(OUTBOUND_ENDPOINTS),
        rule=id_rule(OUTBOUND_ENDPOINTS),
        resource=key,
        stands_for=resolver,
    )


def rules_of(draft: Draft, key: Key, ruleset: DnsRuleset) -> list[tuple[str, str, ForwardingRule]]:
    """Return (role, name, rule); Azure refuses rules without a target, which are reported."""
    out = []
    for index, rule in enumerate(ruleset.rules):
        if not rule.targets:
            reason = f"the rule for {rule.suffix} has no target, which Azure refuses"
            draft.omit(key, "rules.targets", f"{reason}; it is left out", str(index))
            continue
        role = f"rule {index + 1}"
        plain = re.sub(r"[^a-z0-9]+", "-", rule.suffix.lower()).strip("-") or "all"
        out.append((role, draft.names.derived("rule", plain[:60], key, role, key), rule))
    return out


def domain_of(rule: ForwardingRule) -> str:
    """Return a rule's suffix as Azure wants it: with a dot at its end."""
    return f"{rule.suffix.rstrip('.')}."
