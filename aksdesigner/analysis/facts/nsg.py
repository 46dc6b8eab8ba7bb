"""Network security groups: rules, default rules, tags, and both levels (azure-rules D)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import Design, network_of
from aksdesigner.analysis.facts.gateway_scope import (
    gateway_of,
    onprem_prefixes,
    prefixes_of,
    transit_users,
)
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import peering_scope
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.private_ranges import (
    METADATA,
    PLATFORM,
    PLATFORM_DNS,
    is_routable,
)
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.rule_words import Known, both, either, port_in
from aksdesigner.analysis.facts.service_tags import tag_rank
from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.analysis.results import NsgAnswer
from aksdesigner.model.address import Address, AddressError, Cidr, ServiceTag
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

Direction = Literal["Inbound", "Outbound"]
Level = Literal["subnet", "nic"]
ENDPOINT_POLICIES = ("NetworkSecurityGroupEnabled", "Enabled")
PORTLESS = ("icmp", "esp", "ah")
_HIGH_PORTS = (1024, 65_535)
_PLATFORM_TAGS = {"azureplatformdns": PLATFORM_DNS, "azureplatformimds": METADATA}


@dataclass(frozen=True)
class Flow:
    """What a security group sees: addresses (or a service, or an unnumbered public one) and port.

    `foreign` marks a source that serviceTagOnly keeps out of the VirtualNetwork tag (C.3).
    """

    src: Address | ServiceTag | None
    dst: Address | ServiceTag | None
    port: int
    protocol: str
    foreign: bool = False


@dataclass(frozen=True)
class Verdict:
    """The rule that decides at one level; `unmodelled` names what could not be evaluated."""

    access: Literal["Allow", "Deny"]
    rule: str | None
    group: str | None = None
    level: Level = "subnet"
    unmodelled: str | None = None


def nsg_answer(
    design: Design, subnet: Key, direction: str, src: str, dst: str, protocol: str, port: int
) -> NsgAnswer:
    """Answer a question about a subnet: which rule decides, at which level.

    Raises KeyError for an unknown subnet, QueryError for texts that are no addresses or directions.
    """
    design.subnet(subnet)
    way = _direction(direction)
    flow = Flow(_address(src), _address(dst), port, protocol.casefold())
    own = flow.dst if way == "Inbound" else flow.src
    place = places_of(design).owner(network_of(subnet), own) if isinstance(own, Address) else None
    key = place.key if place and place.subnet == subnet else None
    verdict = decide(design, subnet, key, way, flow)
    return NsgAnswer(verdict.access, verdict.rule, verdict.level, verdict.group, verdict.unmodelled)


def _direction(text: str) -> Direction:
    for way in ("Inbound", "Outbound"):
        if text.casefold() == way.casefold():
            return "Inbound" if way == "Inbound" else "Outbound"
    raise QueryError(f"direction: found {text!r}, expected Inbound or Outbound")


def _address(text: str) -> Address | ServiceTag:
    try:
        return ServiceTag.parse(text) if text.startswith("tag:") else Address.parse(text)
    except AddressError:
        raise QueryError(f"found {text!r}, expected an IP address or tag:NAME") from None


def decide(
    design: Design, subnet: Key, host: Key | None, direction: Direction, flow: Flow
) -> Verdict:
    """Return the verdict of both levels: inbound subnet then NIC, outbound NIC then subnet (D-02)."""
    levels: list[tuple[Level, str | None]] = [
        ("subnet", design.subnet(subnet).nsg),
        ("nic", _interface_group(design, host)),
    ]
    last = Verdict("Allow", None)
    for level, name in levels if direction == "Inbound" else reversed(levels):
        group = design.index.get(NetworkSecurityGroup, name)
        if group is None:
            continue
        last = _evaluate(design, subnet, group, direction, flow, level)
        if last.access == "Deny" or last.unmodelled:
            return last
    return last


def _interface_group(design: Design, host: Key | None) -> str | None:
    found = design.index.at(host) if host else None
    return found.nsg if isinstance(found, (VirtualMachine, NetworkVirtualAppliance)) else None


def _evaluate(
    design: Design,
    subnet: Key,
    group: NetworkSecurityGroup,
    direction: Direction,
    flow: Flow,
    level: Level,
) -> Verdict:
    if "rules" in group.unknown:
        return Verdict("Allow", None, group.name, level, "unknown_value")
    rules = sorted(
        (rule for rule in group.rules if rule.direction == direction), key=lambda r: r.priority
    )
    to_platform = direction == "Outbound" and flow.dst in PLATFORM
    if to_platform:  # C-07: no default rule, nor any that does not name the platform's own tags
        rules = [rule for rule in rules if _names_platform(rule)]
    matcher = _Matcher(design, subnet, flow)
    for rule in rules:
        if _names_asg(rule):
            return Verdict("Allow", rule.name, group.name, level, "unmodelled:asg")
        found = matcher.rule(rule)
        if found is None:
            return Verdict("Allow", rule.name, group.name, level, "unknown_value")
        if found:
            return Verdict(rule.access, rule.name, group.name, level)
    if to_platform:
        return Verdict("Allow", None, group.name, level)
    name, access = matcher.default(direction)
    return Verdict(access, name, group.name, level)


def _names_platform(rule: SecurityRule) -> bool:
    return any(text.strip().casefold() in _PLATFORM_TAGS for text in rule.destinations)


def _names_asg(rule: SecurityRule) -> bool:
    return any(
        "asg" in name.lower() or "securitygroup" in name.lower() for name in rule.model_extra or {}
    )


@dataclass(frozen=True)
class _Members:
    """The addresses of an application security group; `open` ones may be members, nobody knows."""

    known: frozenset[Address]
    open: frozenset[Address]


@kept
def _members(design: Design, group: str) -> _Members:
    known, unsure = set(), set()
    for vm in design.topology.vms:
        place = places_of(design).first(key_of("vm", vm.name))
        if place is None:
            continue
        if group in vm.asgs:
            known.add(place.address)
        elif unknown_field(vm, "asgs"):
            unsure.add(place.address)
    return _Members(frozenset(known), frozenset(unsure))


@dataclass(frozen=True)
class _Matcher:
    design: Design
    subnet: Key
    flow: Flow

    def rule(self, rule: SecurityRule) -> Known:
        flow = self.flow
        protocol = rule.protocol.casefold()
        if protocol not in ("*", flow.protocol):
            return False
        if flow.protocol in PORTLESS:
            # a rule for every protocol and certain ports means those that have ports
            if protocol == "*" and not any(text.strip() == "*" for text in rule.ports):
                return False
        elif not any(port_in(text, flow.port) for text in rule.ports):
            return False
        sources = ("sources", rule.sources, rule.source_asgs)
        targets = ("destinations", rule.destinations, rule.destination_asgs)
        return both(
            (
                either(_client_port(text) for text in rule.source_ports),
                self.end(rule, sources, flow.src, is_source=True),
                self.end(rule, targets, flow.dst, is_source=False),
            )
        )

    def end(
        self,
        rule: SecurityRule,
        side: tuple[str, tuple[str, ...], tuple[str, ...]],
        end: Address | ServiceTag | None,
        *,
        is_source: bool,
    ) -> Known:
        """Return whether a side of a rule, prefixes and application groups, holds an end."""
        name, texts, groups = side
        if groups and getattr(rule, name) == ("*",):
            texts = ()
        prefixes = (self.side(text, end, is_source=is_source) for text in texts)
        return either((*prefixes, *(self._grouped(group, end) for group in groups)))

    def _grouped(self, group: str, end: Address | ServiceTag | None) -> Known:
        if not isinstance(end, Address):
            return False
        members = _members(self.design, group)
        return end in members.known or (None if end in members.open else False)

    def default(self, direction: Direction) -> tuple[str, Literal["Allow", "Deny"]]:
        src_inside = self.side("VirtualNetwork", self.flow.src, is_source=True)
        dst_inside = self.side("VirtualNetwork", self.flow.dst, is_source=False)
        if direction == "Inbound":
            if src_inside and dst_inside:
                return "AllowVNetInBound", "Allow"
            if self.flow.src == PLATFORM_DNS:
                return "AllowAzureLoadBalancerInBound", "Allow"
            return "DenyAllInBound", "Deny"
        if src_inside and dst_inside:
            return "AllowVnetOutBound", "Allow"
        if self.side("Internet", self.flow.dst, is_source=False):
            return "AllowInternetOutBound", "Allow"
        return "DenyAllOutBound", "Deny"

    def side(self, text: str, end: Address | ServiceTag | None, *, is_source: bool) -> bool:
        """Return whether a source or destination of a rule holds one end of the flow."""
        word = text.strip().casefold()
        if word in ("*", "any", "0.0.0.0/0"):
            return True
        if word == "virtualnetwork":
            inside = isinstance(end, Address) and in_virtual_network(self.design, self.subnet, end)
            return inside and not (is_source and self.flow.foreign)
        if word == "internet":
            return self._is_internet(end)
        if isinstance(end, Address):
            return _address_matches(word, text, end)
        return isinstance(end, ServiceTag) and _tag_matches(text, end)

    def _is_internet(self, end: Address | ServiceTag | None) -> bool:
        if not isinstance(end, Address):
            return True  # a service, or the public address of a device
        inside = in_virtual_network(self.design, self.subnet, end)
        return is_routable(end) and not inside


def _address_matches(word: str, text: str, end: Address) -> bool:
    if word == "azureloadbalancer":
        return end == PLATFORM_DNS
    if word in _PLATFORM_TAGS:
        return end == _PLATFORM_TAGS[word]
    try:
        block = Cidr.parse(text.strip()) if "/" in text else Address.parse(text.strip()).cidr()
    except AddressError:
        return _in_span(text, end)
    return block.contains(end)


def _in_span(text: str, end: Address) -> bool:
    """Read ``10.0.0.4-10.0.0.9``; a tag of a service holds no address that is known here."""
    low, dash, high = text.partition("-")
    if not dash:
        return False
    try:
        return Address.parse(low.strip()) <= end <= Address.parse(high.strip())
    except AddressError:
        return False


def _tag_matches(text: str, end: ServiceTag) -> bool:
    name = text.strip().removeprefix("tag:")
    if not name.replace(".", "").isalnum():
        return False
    return tag_rank(ServiceTag(name), end) > 0


def _client_port(text: str) -> Known:
    """Return whether a rule's source port holds that of a client, which picks any high one."""
    low, high = _HIGH_PORTS
    word = text.strip()
    if word == "*":
        return True
    first, dash, last = word.partition("-")
    try:
        start, end = int(first), int(last if dash else first)
    except ValueError:
        return False
    if start <= low and end >= high:
        return True
    return False if end < low or start > high else None


@kept
def in_virtual_network(design: Design, subnet: Key, address: Address) -> bool:
    """Return whether the VirtualNetwork tag, as this subnet sees it, holds an address (D-05)."""
    return any(block.contains(address) for block in virtual_network_tag(design, subnet))


@kept
def virtual_network_tag(design: Design, subnet: Key) -> tuple[Cidr, ...]:
    """Return the prefixes of the VirtualNetwork tag for a subnet, 0.0.0.0/0 left out (D-05)."""
    return tuple(dict.fromkeys(b for b in _tag_parts(design, subnet) if not b.is_default))


def _tag_parts(design: Design, subnet: Key) -> Iterator[Cidr]:
    vnet = network_of(subnet)
    yield from prefixes_of(design, vnet)
    for link in peering_scope(design).of(vnet):
        half = link.half(vnet)
        if link.state == "Connected" and half and half.allow_virtual_network_access:
            yield from prefixes_of(design, link.other(vnet))
    use = gateway_of(design, vnet)
    if use is not None:
        yield from onprem_prefixes(design, vnet)
        for user in (use.host, *transit_users(design, use.host)):
            link_to = peering_scope(design).between(vnet, user)
            closed = link_to.half(vnet) if link_to else None
            if closed is None or closed.allow_virtual_network_access:
                yield from prefixes_of(design, user)
    yield PLATFORM_DNS.cidr()
    table = design.index.get(RouteTable, design.subnet(subnet).route_table)
    for route in table.routes if table else ():
        if isinstance(route.prefix, Cidr):
            yield route.prefix.network


def applies_to_endpoint(design: Design, subnet: Key) -> bool:
    """Return whether security groups reach the private endpoints of a subnet (D-07)."""
    return design.subnet(subnet).pe_policies in ENDPOINT_POLICIES
