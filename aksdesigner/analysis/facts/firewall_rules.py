"""What a firewall's policy says about a packet: DNAT, then network, then application (F-01).

Parent policy first, then groups and collections by priority; the first match ends. Parents pass on
network and application rules, and no DNAT rules. A policy replaces the shorthand of its firewall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import Packet, PublicAddress
from aksdesigner.analysis.facts.rule_words import (
    Known,
    both,
    either,
    holds,
    name_matches,
    port_in,
)
from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.azure.fqdn_tags import names_of_tag
from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import (
    FirewallPolicy,
    FirewallRule,
    RuleCollection,
)
from aksdesigner.model.kinds.ip_group import IpGroup

RuleKind = Literal["network", "application"]
_WEB_PORTS = {"http": "80", "https": "443", "mssql": "1433"}
_WITH_PORTS = ("tcp", "udp")


@dataclass(frozen=True)
class Ruling:
    """The rule that decides. `unclear` is the reason when nobody knows whether a rule matches.

    `kind` and `rule` are None where no rule matches; `key` is the policy that decides.
    """

    access: Literal["Allow", "Deny"]
    kind: RuleKind | None
    key: Key
    rule: str | None
    text: str
    unclear: str | None = None


@dataclass(frozen=True)
class DnatRule:
    """A DNAT rule, of the shorthand or of a policy; `ports` are those of the public address."""

    name: str
    to: Address | None
    ports: tuple[str, ...]
    to_port: str | None
    protocols: tuple[str, ...]
    sources: tuple[str, ...] = ("*",)
    destinations: tuple[str, ...] = ("*",)
    where: str = ""

    @property
    def only_port(self) -> int | None:
        """The one port at which it listens, None for several or any."""
        lone = self.ports[0] if len(self.ports) == 1 else ""
        return int(lone) if lone.isdecimal() else None


def policy_of(design: Design, firewall: Firewall) -> FirewallPolicy | None:
    """Return the policy of a firewall, or None where its shorthand counts."""
    return design.index.get(FirewallPolicy, firewall.policy)


@kept
def policy_chain(design: Design, name: str) -> tuple[FirewallPolicy, ...]:
    """Return a policy and its parents, the farthest parent first; a circle is cut."""
    chain: list[FirewallPolicy] = []
    found = design.index.get(FirewallPolicy, name)
    while found is not None and found.name not in [policy.name for policy in chain]:
        chain.insert(0, found)
        found = design.index.get(FirewallPolicy, found.parent)
    return tuple(chain)


def private_ranges_of(design: Design, firewall: Firewall) -> tuple[Cidr, ...]:
    """Return the ranges towards which network rules keep the source; empty means the default."""
    policy = policy_of(design, firewall)
    return policy.private_ranges if policy is not None else firewall.private_ranges


def has_dns_proxy(design: Design, firewall: Firewall) -> bool:
    """Return whether a firewall answers names itself, which names in network rules need."""
    policy = policy_of(design, firewall)
    return firewall.dns_proxy or bool(policy and policy.dns_proxy)


def unreadable(design: Design, firewall: Firewall) -> tuple[str, str] | None:
    """Return (reason, sentence) where the rules of a firewall are not known, or None."""
    if firewall.policy is None:
        return None
    for policy in policy_chain(design, firewall.policy):
        if policy.external:
            return "external_owner", f"Of policy {policy.name} nothing is known but the name."
        unknown = unknown_field(policy, "ruleCollectionGroups", "parent")
        if unknown:
            return "unknown_value", f"{unknown} of policy {policy.name} is unknown."
    return None


def collections_of(policy: FirewallPolicy, kind: str) -> Iterator[tuple[str, RuleCollection]]:
    """Yield (name of the group, collection) of one type in the order of their evaluation."""
    for group in sorted(policy.rule_collection_groups, key=lambda group: group.priority):
        for collection in sorted(group.collections, key=lambda found: found.priority):
            if collection.type == kind:
                yield group.name, collection


def rule_on(design: Design, firewall: Firewall, packet: Packet, name: str | None) -> Ruling:
    """Return what the policy of a firewall does with a packet; `name` is the host it asks for."""
    asked = _Asked(design, packet, name, has_dns_proxy(design, firewall))
    chain = policy_chain(design, firewall.policy or "")
    for kind in ("network", "application"):
        for policy in chain:
            for group, collection in collections_of(policy, kind):
                for rule in collection.rules:
                    found = asked.network(rule) if kind == "network" else asked.application(rule)
                    if found is not False:
                        return _ruling(policy, group, collection, rule, found)
    key = key_of("fwpol", firewall.policy or "")
    text = f"no rule of policy {firewall.policy} matches, and the default is to deny"
    return Ruling("Deny", None, key, None, text)


def _ruling(
    policy: FirewallPolicy,
    group: str,
    collection: RuleCollection,
    rule: FirewallRule,
    found: Known,
) -> Ruling:
    kind: RuleKind = "application" if collection.type == "application" else "network"
    label = f"{group}/{collection.name}/{rule.name}"
    text = f"{kind} rule {rule.name} of collection {collection.name} in policy {policy.name}"
    unclear = None
    if found is None:
        unclear = "unknown_value"
        text = f"Nobody knows whether {text} matches."
    access: Literal["Allow", "Deny"] = "Deny" if collection.action == "Deny" else "Allow"
    return Ruling(access, kind, key_of("fwpol", policy.name), label, text, unclear)


@dataclass(frozen=True)
class _Asked:
    """A packet at a firewall, with the host name that it carries."""

    design: Design
    packet: Packet
    name: str | None
    dns_proxy: bool

    def network(self, rule: FirewallRule) -> Known:
        protocol = self.packet.protocol
        wanted = {word.casefold() for word in rule.protocols} or {"any"}
        if protocol not in wanted and "any" not in wanted:
            return False
        if protocol not in _WITH_PORTS and "any" not in wanted and protocol != "icmp":
            return False  # a network rule knows Tcp, Udp, Icmp and Any
        if protocol in _WITH_PORTS and not any(port_in(p, self.packet.port) for p in rule.ports):
            return False
        return both((self.source(rule), self.destination(rule)))

    def application(self, rule: FirewallRule) -> Known:
        if self.packet.protocol != "tcp":
            return False
        spoken = [_spoken(text) for text in rule.protocols or ("Http:80", "Https:443")]
        wanted = [word for word, port in spoken if port_in(port, self.packet.port)]
        if not wanted:
            return False
        narrowed = bool(rule.destinations or rule.destination_ip_groups)
        place = self.addressed(rule) if narrowed else True
        return both((self.source(rule), place, self.named(rule, wanted)))

    def source(self, rule: FirewallRule) -> Known:
        texts = rule.sources
        if rule.source_ip_groups and rule.sources == ("*",):
            texts = ()
        src = self.packet.src
        return either(
            (
                *(holds(text, src) for text in texts),
                *(self.grouped(name, src) for name in rule.source_ip_groups),
            )
        )

    def destination(self, rule: FirewallRule) -> Known:
        return either((self.addressed(rule), *(self.resolved(text) for text in rule.fqdns)))

    def addressed(self, rule: FirewallRule) -> Known:
        dst = self.packet.dst
        return either(
            (
                *(holds(text, dst) for text in (*rule.destinations, *rule.service_tags)),
                *(self.grouped(name, dst) for name in rule.destination_ip_groups),
            )
        )

    def grouped(self, name: str, end: Address | ServiceTag | PublicAddress) -> Known:
        group = self.design.index.get(IpGroup, name)
        if group is None or group.external or unknown_field(group, "prefixes"):
            return None
        return either(holds(str(prefix), end) for prefix in group.prefixes)

    def resolved(self, text: str) -> Known:
        """A name in a network rule stands for addresses, which the firewall's proxy keeps."""
        if not self.dns_proxy:
            return False
        if self.name is not None:
            return name_matches(text, self.name)
        return None if isinstance(self.packet.dst, ServiceTag) else False

    def named(self, rule: FirewallRule, wanted: list[str]) -> Known:
        """Whether an application rule means the host; a packet sent to a number names none."""
        if "*" in rule.fqdns:
            return True
        if self.name is None:
            return None if isinstance(self.packet.dst, ServiceTag) else False
        name = self.name
        if any(name_matches(pattern, name) for pattern in rule.fqdns):
            return True
        return either(_tagged(tag, name, wanted) for tag in rule.fqdn_tags)


def _tagged(tag: str, name: str, wanted: list[str]) -> Known:
    rows = names_of_tag(tag)
    if rows is None:
        return None
    return any(
        name_matches(pattern, name)
        for protocol, patterns in rows.items()
        if protocol.casefold() in wanted
        for pattern in patterns
    )


def _spoken(text: str) -> tuple[str, str]:
    """Read ``Https:8443`` or ``Http``: the word, folded, and its port."""
    word, _, port = text.strip().casefold().partition(":")
    return word, port or _WEB_PORTS.get(word, "443")


def dnat_rules_of(design: Design, firewall: Firewall) -> tuple[DnatRule, ...]:
    """Return the DNAT rules of a firewall in the order of their evaluation."""
    policy = policy_of(design, firewall)
    if policy is None:
        return tuple(
            DnatRule(rule.name, rule.to, (rule.port or "*",), rule.to_port, (rule.protocol,))
            for rule in firewall.dnat
        )
    return tuple(
        DnatRule(
            rule.name,
            rule.translated_address,
            rule.ports,
            rule.translated_port,
            rule.protocols or ("Any",),
            rule.sources,
            rule.destinations or ("*",),
            f" in collection {collection.name}",
        )
        for _, collection in collections_of(policy, "nat")
        for rule in collection.rules
    )
