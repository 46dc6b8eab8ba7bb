"""What a file says that this engine does not compute, so that no answer pretends to know.

Sections and fields of newer files survive in the model as extra data. Where a packet could meet
them its verdict is notComputed, with the reason ``unmodelled:TYPE``, ``bgp`` or ``unknown_value``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_server import RouteServer
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_wan import VirtualWan
from aksdesigner.model.part import Part, Resource, plain_of

# what routes packets, yet has no kind in the model: section -> reason
ROUTING_SECTIONS = {
    "routeServers": "bgp",
    "virtualHubs": "unmodelled:virtualHub",
    "virtualWans": "unmodelled:virtualWan",
}
# kinds that are drawn and whose part in a packet's way is not computed
UNFOLLOWED: tuple[type[Resource], ...] = (
    RouteServer,
    VirtualWan,
    VirtualHub,
)
# extra fields that change a packet's way, by kind; any other extra field is harmless to it
_POLICY_WORDS = ("polic", "rule", "flow", "allow", "deny")
_HOST_WORDS = ("nic", "ipconfiguration")
_BALANCER_WORDS = ("frontend", "rule", "backend")


@dataclass(frozen=True)
class Stranger:
    """An item of a section without a kind, with every text it holds."""

    section: str
    texts: frozenset[str]

    @property
    def reason(self) -> str:
        """Why a path that meets it is not computed."""
        return ROUTING_SECTIONS.get(self.section, f"unmodelled:{self.section}")


@kept
def strangers(design: Design) -> tuple[Stranger, ...]:
    """Return every item of the sections that this version has no kind for."""
    extra = design.topology.model_extra or {}
    unread = [
        Stranger(section, frozenset(_texts(item)))
        for section, items in extra.items()
        for item in (items if isinstance(items, (list, tuple)) else [items])
    ]
    drawn = [
        Stranger(kind.section, frozenset(_texts(plain_of(item))))
        for kind in UNFOLLOWED
        for _, item in design.index.of_kind(kind)
    ]
    return (*unread, *drawn)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


@kept
def vnets_with(design: Design, section: str) -> frozenset[Key]:
    """Return the networks that items of such a section name."""
    names = {vnet.name for vnet in design.topology.vnets}
    return frozenset(
        vnet_key(name)
        for stranger in strangers(design)
        if stranger.section == section
        for name in stranger.texts & names
    )


@kept
def routing_strangers(design: Design, vnet: Key) -> str | None:
    """Return the reason why routes may reach a network that nobody can compute, or None."""
    for section, reason in ROUTING_SECTIONS.items():
        if vnet in vnets_with(design, section):
            return reason
    return None


def owner_elsewhere(design: Design, address: Address, vnet: str, subnet: str) -> str | None:
    """Return the reason why an address may belong to something without a kind, or None.

    Either an item names the address, or it stands in that subnet and names no address at all.
    """
    for stranger in strangers(design):
        if str(address) in stranger.texts:
            return stranger.reason
    for stranger in strangers(design):
        inside = f"{vnet}/{subnet}" in stranger.texts or {vnet, subnet} <= stranger.texts
        if inside and not any(_is_address(text) for text in stranger.texts):
            return stranger.reason
    return None


def _is_address(text: str) -> bool:
    try:
        Address.parse(text)
    except ValueError:
        return False
    return True


def foreign_field(part: Part, kind: str) -> str | None:
    """Return an extra field of a resource that changes what it does with packets, or None."""
    words = {
        "fw": _POLICY_WORDS,
        "nva": (*_HOST_WORDS, *_POLICY_WORDS),
        "vm": _HOST_WORDS,
        "lb": _BALANCER_WORDS,
    }.get(kind, ())
    for name in part.model_extra or {}:
        if any(word in name.lower() for word in words):
            return name
    return None


def unknown_field(part: Part, *names: str) -> str | None:
    """Return the first of some fields whose value nobody knows yet, or None."""
    unknown: dict[str, str] = getattr(part, "unknown", None) or {}
    return next((name for name in names if name in unknown), None)
