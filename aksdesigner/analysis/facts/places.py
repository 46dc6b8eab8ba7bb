"""Who owns which private address: declared ones, and those that Azure would give (A-06, A-07).

A resource without an address gets the first one of its subnet that nobody declared, in file
order; an Azure Firewall gets the fourth address of its subnet, as Azure does. The result is the
same on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aksdesigner.analysis.facts.design import Design, subnet_key, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.wishes import (
    PlaceKind,
    Wish,
    ipv4_prefix,
    wishes_of,
)
from aksdesigner.azure.reserved import first_reserved, last_reserved
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet


@dataclass(frozen=True)
class Place:
    """An address of a network and what answers there.

    `key` is the resource to highlight, `declared` is False where the address was derived.
    """

    token: str
    kind: PlaceKind
    key: Key | None
    vnet: Key
    subnet: Key
    address: Address
    declared: bool = True


@dataclass(frozen=True)
class Places:
    """Owners of private addresses."""

    all: tuple[Place, ...]
    by_address: dict[tuple[Key, Address], Place]
    by_key: dict[Key, tuple[Place, ...]]

    def owner(self, vnet: Key, address: Address) -> Place | None:
        """Return what owns an address inside a network, or None."""
        return self.by_address.get((vnet, address))

    def of(self, key: Key, kind: PlaceKind | None = None) -> tuple[Place, ...]:
        """Return the places of a resource."""
        return tuple(p for p in self.by_key.get(key, ()) if kind in (None, p.kind))

    def first(self, key: Key, kind: PlaceKind | None = None) -> Place | None:
        """Return the first place of a resource, or None (no address could be derived)."""
        return next(iter(self.of(key, kind)), None)


class AllPlaces:
    """The owners of a whole design. Each question is kept for itself, network by network."""

    def __init__(self, design: Design) -> None:
        self._design = design

    @property
    def all(self) -> tuple[Place, ...]:
        """Every place, in file order."""
        return _all_places(self._design)

    def within(self, vnet: Key) -> tuple[Place, ...]:
        """Return the places of one network, in file order."""
        return _places_in(self._design, vnet).all

    def owner(self, vnet: Key, address: Address) -> Place | None:
        """Return what owns an address inside a network, or None."""
        return _place_at(self._design, vnet, address)

    def of(self, key: Key, kind: PlaceKind | None = None) -> tuple[Place, ...]:
        """Return the places of a resource."""
        found = _places_with(self._design, key)
        return found if kind is None else tuple(place for place in found if place.kind == kind)

    def first(self, key: Key, kind: PlaceKind | None = None) -> Place | None:
        """Return the first place of a resource, or None (no address could be derived)."""
        return next(iter(self.of(key, kind)), None)


def places_of(design: Design) -> AllPlaces:
    """Return every owner of a private address."""
    return AllPlaces(design)


@kept
def _wishes(design: Design) -> tuple[Wish, ...]:
    return tuple(wishes_of(design))


@kept
def _wishes_by_vnet(design: Design) -> dict[Key, tuple[Wish, ...]]:
    found: dict[Key, list[Wish]] = {}
    for wish in _wishes(design):
        found.setdefault(vnet_key(wish.vnet), []).append(wish)
    return {vnet: tuple(wishes) for vnet, wishes in found.items()}


@kept
def _wishes_in(design: Design, vnet: Key) -> tuple[Wish, ...]:
    return _wishes_by_vnet(design).get(vnet, ())


@kept
def _places_in(design: Design, vnet: Key) -> Places:
    return settled(
        _wishes_in(design, vnet),
        lambda network, subnet: design.index.get(Subnet, f"{network}/{subnet}"),
    )


@kept
def _place_at(design: Design, vnet: Key, address: Address) -> Place | None:
    return _places_in(design, vnet).owner(vnet, address)


@kept
def _homes(design: Design) -> dict[Key, tuple[Key, ...]]:
    """Return the networks in which each resource has, or needs, an address."""
    found: dict[Key, dict[Key, None]] = {}
    for wish in _wishes(design):
        found.setdefault(wish.key, {})[vnet_key(wish.vnet)] = None
    return {key: tuple(vnets) for key, vnets in found.items()}


@kept
def _homes_of(design: Design, key: Key) -> tuple[Key, ...]:
    return _homes(design).get(key, ())


@kept
def _places_with(design: Design, key: Key) -> tuple[Place, ...]:
    homes = _homes_of(design, key)
    return tuple(place for vnet in homes for place in _places_in(design, vnet).of(key))


@kept
def _all_places(design: Design) -> tuple[Place, ...]:
    """Return the places of all networks in the order of the file, where networks alternate."""
    left = {vnet: iter(_places_in(design, vnet).all) for vnet in _wishes_by_vnet(design)}
    ahead = {vnet: next(places, None) for vnet, places in left.items()}
    found: list[Place] = []
    for wish in _wishes(design):
        vnet = vnet_key(wish.vnet)
        place = ahead[vnet]
        if place is not None and _grants(place, wish):
            found.append(place)
            ahead[vnet] = next(left[vnet], None)
    return tuple(found)


def _grants(place: Place, wish: Wish) -> bool:
    """Return whether a place is what a wish came to; one without room came to nothing."""
    return (
        place.declared == (wish.address is not None)
        and (place.key, place.kind, place.token) == (wish.key, wish.kind, wish.token)
        and place.subnet == subnet_key(wish.vnet, wish.subnet)
    )


def settled(wishes: Sequence[Wish], subnet_of: Callable[[str, str], Subnet | None]) -> Places:
    """Return the owners of addresses that some wishes give; networks never touch each other.

    `subnet_of` finds a subnet by the names of its network and itself.
    """
    taken: dict[tuple[Key, Address], Place] = {}
    found: dict[int, Place] = {}
    for order, wish in enumerate(wishes):
        if wish.address is not None:
            found[order] = _settle(taken, wish, wish.address, declared=True)
    tried: dict[tuple[str, str], int] = {}  # below it, every address of a subnet is taken
    for order, wish in enumerate(wishes):
        if wish.address is None:
            where = (wish.vnet, wish.subnet)
            start = tried.get(where, first_reserved())
            free = _free(subnet_of(*where), wish, taken, start)
            if free is not None:
                tried[where], address = free
                found[order] = _settle(taken, wish, address, declared=False)
    places = tuple(found[order] for order in sorted(found))
    by_key: dict[Key, list[Place]] = {}
    for place in places:
        by_key.setdefault(place.key or place.subnet, []).append(place)
    return Places(places, taken, {key: tuple(listed) for key, listed in by_key.items()})


def place_of(wish: Wish, address: Address, *, declared: bool) -> Place:
    """Return the place of a wish that got an address."""
    subnet = subnet_key(wish.vnet, wish.subnet)
    return Place(wish.token, wish.kind, wish.key, vnet_key(wish.vnet), subnet, address, declared)


def _settle(
    taken: dict[tuple[Key, Address], Place], wish: Wish, address: Address, *, declared: bool
) -> Place:
    place = place_of(wish, address, declared=declared)
    taken.setdefault((place.vnet, address), place)
    return place


def _free(
    subnet: Subnet | None, wish: Wish, taken: dict[tuple[Key, Address], Place], start: int
) -> tuple[int, Address] | None:
    """Return the first free address from an offset on, with its own offset, or None."""
    prefix = ipv4_prefix(subnet) if subnet else None
    if prefix is None:
        return None
    vnet = vnet_key(wish.vnet)
    for offset in range(start, prefix.size - last_reserved()):
        address = prefix.address(offset)
        if (vnet, address) not in taken:
            return offset, address
    return None


def as_host(design: Design, vnet: Key, address: Address) -> Place | None:
    """Return a place for an address of a network that a question names itself, or None."""
    for subnet in design.vnet(vnet).subnets:
        if any(prefix.contains(address) for prefix in subnet.prefixes):
            name = design.vnet(vnet).name
            return Place(
                f"subnet:{name}/{subnet.name}",
                "host",
                subnet_key(name, subnet.name),
                vnet,
                subnet_key(name, subnet.name),
                address,
            )
    return None


def renamed(place: Place, token: str) -> Place:
    """Return the same place under the token that a question used."""
    return replace(place, token=token)
