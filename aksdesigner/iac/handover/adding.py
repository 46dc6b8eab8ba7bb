"""From an addition to declarations: what is added how, whatever the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.handover.program import forwarding_of, kind_of
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.dns_ruleset import ForwardingRule
from aksdesigner.model.kinds.network_security_group import SecurityRule
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_dns_zone import ZoneLink
from aksdesigner.model.kinds.route_table import Route
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub


@dataclass(frozen=True)
class Words:
    """How a language declares one part of a resource: from a draft, the resource's key and the part."""

    half: Callable[[Draft, Key, Peering], None]
    roles: Callable[[Draft, Addition], None]
    route: Callable[[Draft, Key, Route], None]
    rule: Callable[[Draft, Key, SecurityRule], None]
    zone_link: Callable[[Draft, Key, ZoneLink], None]
    record: Callable[[Draft, Key, str, Address], None]
    ruleset_link: Callable[[Draft, Key, str], None]
    forwarding: Callable[[Draft, Key, str, str, ForwardingRule], None]
    connection: Callable[[Draft, Key, VirtualHub, HubConnection, tuple[str, ...]], str]


def add(draft: Draft, addition: Addition, words: Words) -> None:
    """Declare what an addition adds, in the words of a language."""
    _ADD[addition.field, kind_of(addition)](draft, addition, words)


def _half(draft: Draft, addition: Addition, words: Words) -> None:
    words.half(draft, addition.drawn, addition.items[0])


def _roles(draft: Draft, addition: Addition, words: Words) -> None:
    words.roles(draft, addition)


def _routes(draft: Draft, addition: Addition, words: Words) -> None:
    for route in addition.items:
        words.route(draft, addition.owner, route)


def _rules(draft: Draft, addition: Addition, words: Words) -> None:
    for rule in addition.items:
        words.rule(draft, addition.owner, rule)


def _zone_links(draft: Draft, addition: Addition, words: Words) -> None:
    for link in addition.items:
        words.zone_link(draft, addition.owner, link)


def _records(draft: Draft, addition: Addition, words: Words) -> None:
    for name, address in addition.items:
        words.record(draft, addition.owner, name, address)


def _ruleset_links(draft: Draft, addition: Addition, words: Words) -> None:
    for vnet in addition.items:
        words.ruleset_link(draft, addition.owner, vnet)


def _forwarding(draft: Draft, addition: Addition, words: Words) -> None:
    for role, name, rule in forwarding_of(draft, addition):
        words.forwarding(draft, addition.owner, role, name, rule)


def _connections(draft: Draft, addition: Addition, words: Words) -> None:
    hub: Any = draft.design.index.at(addition.owner)
    before: tuple[str, ...] = ()
    for connection in addition.items:
        last = words.connection(draft, addition.owner, hub, connection, before)
        before = (last,)


# (field, kind token of the owner where the field alone does not say it)
_ADD: dict[tuple[str, str], Callable[[Draft, Addition, Words], None]] = {
    (HALF, ""): _half,
    (ROLE, ""): _roles,
    ("routes", "rt"): _routes,
    ("rules", "nsg"): _rules,
    ("links", "zone"): _zone_links,
    ("records", "zone"): _records,
    ("links", "ruleset"): _ruleset_links,
    ("rules", "ruleset"): _forwarding,
    ("connections", "vhub"): _connections,
}
