"""Rules of a drawn firewall policy in the form that Azure takes, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.omissions import inside
from aksdesigner.iac.plan.public_address import slots_of
from aksdesigner.iac.value_rules import value_rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import (
    FirewallPolicy,
    FirewallRule,
    RuleCollection,
    RuleCollectionGroup,
)
from aksdesigner.model.kinds.public_ip import PublicIp

FIELD = "rule_collection_groups"
ANY = "*"
NETWORK_PROTOCOLS = {"tcp": "TCP", "udp": "UDP", "icmp": "ICMP", "any": "Any", "*": "Any"}
NAT_PROTOCOLS = {"tcp": "TCP", "udp": "UDP"}
WEB_PORTS = {"http": ("Http", 80), "https": ("Https", 443), "mssql": ("Mssql", 1433)}


@dataclass(frozen=True)
class PolicyRule:
    """One rule; `web` are the protocols with their ports of an application rule.

    The destination of a NAT rule is one public address: `public` is the symbol of its resource,
    `asked` a parameter, else it is the one text of `destinations`.
    """

    name: str
    protocols: tuple[str, ...] = ()
    web: tuple[tuple[str, int], ...] = ()
    sources: tuple[str, ...] = ()
    source_groups: tuple[Key, ...] = ()
    destinations: tuple[str, ...] = ()
    destination_groups: tuple[Key, ...] = ()
    fqdns: tuple[str, ...] = ()
    fqdn_tags: tuple[str, ...] = ()
    ports: tuple[Expression, ...] = ()
    public: str | None = None
    asked: Expression | None = None
    to_address: str | None = None
    to_fqdn: str | None = None
    to_port: Expression | None = None


@dataclass(frozen=True)
class PolicyCollection:
    """Rules of one type with one priority."""

    name: str
    priority: int
    type: str
    action: str
    rules: tuple[PolicyRule, ...]


@dataclass(frozen=True)
class _Place:
    """Where a rule stands, for parameters and reports."""

    draft: Draft
    key: Key
    policy: FirewallPolicy
    group: RuleCollectionGroup
    collection: RuleCollection
    rule: FirewallRule

    def omit(self, reason: str) -> None:
        item = inside(self.group.name, self.collection.name, self.rule.name)
        self.draft.omit(self.key, FIELD, f"rule {self.rule.name}: {reason}", item)


def collections_of_group(
    draft: Draft, key: Key, policy: FirewallPolicy, group: RuleCollectionGroup
) -> tuple[PolicyCollection, ...]:
    """Return a group's collections; a rule that Azure would refuse is left out and reported."""
    out = []
    for collection in group.collections:
        places = (_Place(draft, key, policy, group, collection, rule) for rule in collection.rules)
        rules = tuple(rule for place in places for rule in _rules(place))
        action = "Dnat" if collection.type == "nat" else collection.action
        item = inside(group.name, collection.name)
        if collection.type != "nat" and action == "Dnat":
            reason = f"collection {collection.name}: only the type nat has the action Dnat"
            draft.omit(key, FIELD, f"{reason}; it is left out", item)
        elif not rules:
            reason = f"collection {collection.name} has no rule that Azure takes"
            draft.omit(key, FIELD, reason, item)
        else:
            name, priority = collection.name, collection.priority
            out.append(PolicyCollection(name, priority, collection.type, action, rules))
    return tuple(out)


def parent_of(draft: Draft, key: Key, policy: FirewallPolicy) -> Expression | None:
    """Return the id of a policy's parent; one that comes back to the policy is reported."""
    seen, name = {policy.name}, policy.parent
    while name:
        if name in seen:
            draft.omit(key, "parent", f"the parents of {policy.name} go round in a circle")
            return None
        seen.add(name)
        above = draft.design.index.get(FirewallPolicy, name)
        name = above.parent if above else None
    return draft.id_of(key_of("fwpol", policy.parent)) if policy.parent else None


def policy_order(draft: Draft, name: str) -> tuple[str, ...]:
    """Return the rule collection groups that a firewall waits for: the policy's and its parents'."""
    out: list[str] = []
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        key = key_of("fwpol", name)
        policy = draft.design.index.get(FirewallPolicy, name)
        if policy is None or draft.design.is_existing(key):
            break
        out += [draft.symbols.symbol(key, group_role(g)) for g in policy.rule_collection_groups]
        name = policy.parent or name
    return tuple(out)


def group_role(group: RuleCollectionGroup) -> str:
    """Return the role of a rule collection group among what its policy declares."""
    return f"group {group.name}"


def _rules(place: _Place) -> tuple[PolicyRule, ...]:
    kind = place.collection.type
    if kind == "nat":
        return _nat(place)
    rule = _network(place) if kind == "network" else _application(place)
    return (rule,) if rule else ()


def _sources(place: _Place) -> PolicyRule:
    """Return the rule's name and sources: groups stand alone where no address is drawn."""
    rule = place.rule
    groups = tuple(key_of("ipgroup", name) for name in rule.source_ip_groups)
    addresses = () if groups and rule.sources == (ANY,) else rule.sources
    if not addresses and not groups:
        addresses = (ANY,)
    return PolicyRule(rule.name, sources=addresses, source_groups=groups)


def _protocols(place: _Place, known: dict[str, str], default: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for text in place.rule.protocols:
        if text.casefold() in known:
            found.append(known[text.casefold()])
        else:
            place.omit(f"{text} is no protocol of a {place.collection.type} rule")
    if "Any" in found:
        return ("Any",)
    return tuple(dict.fromkeys(found)) or (() if place.rule.protocols else default)


def _network(place: _Place) -> PolicyRule | None:
    rule = place.rule
    protocols = _protocols(place, NETWORK_PROTOCOLS, ("Any",))
    groups = tuple(key_of("ipgroup", name) for name in rule.destination_ip_groups)
    destinations = (*rule.destinations, *rule.service_tags)
    for name in ("fqdn_tags", "translated_address", "translated_fqdn", "translated_port"):
        if getattr(rule, name):
            place.omit(f"a network rule has no {name.replace('_', ' ')}")
    if not protocols:
        return None
    if not (destinations or groups or rule.fqdns):
        place.omit("it has no destination, which Azure refuses; it is left out")
        return None
    if rule.fqdns and (destinations or groups):
        place.omit("Azure takes names or addresses as destinations, not both; the names stay out")
    fqdns = () if destinations or groups else rule.fqdns
    ports = tuple(Text(port) for port in rule.ports or (ANY,))
    return replace(
        _sources(place),
        protocols=protocols,
        destinations=destinations,
        destination_groups=groups,
        fqdns=fqdns,
        ports=ports,
    )


def _application(place: _Place) -> PolicyRule | None:
    rule = place.rule
    for name in ("destinations", "destination_ip_groups", "service_tags", "translated_address"):
        if getattr(rule, name):
            place.omit(f"an application rule goes to names; it has no {name.replace('_', ' ')}")
    for name in ("translated_fqdn", "translated_port"):
        if getattr(rule, name):
            place.omit(f"an application rule has no {name.replace('_', ' ')}")
    if rule.ports not in ((ANY,), ()):
        place.omit("the ports of an application rule stand with its protocols, as in Https:443")
    web = _web(place)
    if not rule.fqdns and not rule.fqdn_tags:
        place.omit("it names nothing to go to, which Azure refuses; it is left out")
        return None
    if not web:
        return None
    if rule.fqdns and rule.fqdn_tags:
        place.omit("Azure takes names or name tags, not both; the name tags stay out")
    tags = () if rule.fqdns else rule.fqdn_tags
    return replace(_sources(place), web=web, fqdns=rule.fqdns, fqdn_tags=tags)


def _web(place: _Place) -> tuple[tuple[str, int], ...]:
    if not place.rule.protocols:
        return (WEB_PORTS["http"], WEB_PORTS["https"])
    out = []
    for text in place.rule.protocols:
        name, colon, number = text.partition(":")
        known = WEB_PORTS.get(name.strip().casefold())
        port = number.strip() if colon else str(known[1]) if known else ""
        if known and port.isascii() and port.isdecimal() and 0 < int(port) <= 64_000:
            out.append((known[0], int(port)))
        else:
            place.omit(f"{text} is no protocol of an application rule, such as Https:443")
    return tuple(out)


def _nat(place: _Place) -> tuple[PolicyRule, ...]:
    """Return one rule for each public address, since Azure translates from one."""
    rule = place.rule
    for name in ("destination_ip_groups", "service_tags", "fqdns", "fqdn_tags"):
        if getattr(rule, name):
            place.omit(f"a NAT rule has no {name.replace('_', ' ')}")
    protocols = _protocols(place, NAT_PROTOCOLS, ("TCP", "UDP"))
    if not protocols:
        return ()
    if rule.translated_address is None and rule.translated_fqdn is None:
        place.omit("it has no translated address, which Azure refuses; it is left out")
        return ()
    if rule.translated_address and rule.translated_fqdn:
        place.omit("Azure takes a translated address or a translated name; the name stays out")
    to_port = _translated_port(place)
    ports = tuple(Text(p) for p in rule.ports if p != ANY) or (to_port,)
    address = str(rule.translated_address) if rule.translated_address else None
    body = replace(
        _sources(place),
        protocols=protocols,
        ports=ports,
        to_address=address,
        to_fqdn=None if address else rule.translated_fqdn,
        to_port=to_port,
    )
    found = _public_addresses(place, body)
    suffixes = numbered(len(found))
    return tuple(
        replace(item, name=with_suffix(rule.name, suffix))
        for item, suffix in zip(found, suffixes, strict=True)
    )


def _translated_port(place: _Place) -> Expression:
    rule = place.rule
    lone = rule.ports[0] if len(rule.ports) == 1 else ""
    port = rule.translated_port or lone
    if port.isascii() and port.isdecimal() and 0 < int(port) < 65_536:
        return Text(port)
    if rule.translated_port:
        place.omit(f"a NAT rule leads to one port, not {rule.translated_port}")
    return place.draft.ask(
        f"{place.policy.name} {rule.name} port",
        f"Port that NAT rule {rule.name} of firewall policy {place.policy.name} translates to.",
        example="443",
        rule=value_rule("port"),
        resource=place.key,
    )


def _public_addresses(place: _Place, body: PolicyRule) -> list[PolicyRule]:
    """Return the rule for each destination: a drawn address by its resource, others as written."""
    by_text = {
        str(address.ip): place.draft.symbols.symbol(key)
        for key, address in place.draft.design.index.of_kind(PublicIp)
        if address.ip is not None
    }
    wanted = [text for text in place.rule.destinations if text != ANY]
    if wanted:
        return [
            replace(body, public=by_text[text])
            if text in by_text
            else replace(body, destinations=(text,))
            for text in wanted
        ]
    symbol = _first_address(place.draft, place.policy)
    if symbol:
        return [replace(body, public=symbol)]
    asked = place.draft.ask(
        f"{place.policy.name} {place.rule.name} public ip",
        f"Public address of the firewall that NAT rule {place.rule.name} of firewall policy "
        f"{place.policy.name} translates from.",
        example="192.0.2.1",
        rule=value_rule("address"),
        resource=place.key,
    )
    return [replace(body, asked=asked)]


def _first_address(draft: Draft, policy: FirewallPolicy) -> str | None:
    """Return the symbol of the first public address of the one firewall that has a policy."""
    having = [
        (key, firewall)
        for key, firewall in draft.design.index.of_kind(Firewall)
        if firewall.policy == policy.name
    ]
    if len(having) != 1 or draft.design.is_existing(having[0][0]):
        return None
    key, firewall = having[0]
    slots = slots_of(draft, key, firewall, firewall.public_ips, firewall.public_ip_names)
    if not slots:
        return None
    first = slots[0]
    return (
        draft.symbols.symbol(first.drawn) if first.drawn else draft.symbols.symbol(key, first.role)
    )
