"""Networks as the engine reads them: address space, who lives there, endpoints, hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aksdesigner.analysis.facts.doors import DOOR_KINDS
from aksdesigner.analysis.facts.places import Place, Places, place_of, settled
from aksdesigner.analysis.facts.private_ranges import PLATFORM, PRIVATE_RANGES
from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.analysis.facts.wishes import Wish, first_assignable
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

PRIVATE = tuple(cidr.block for cidr in PRIVATE_RANGES)
_LONGEST_PRIVATE = max(length for _, length in PRIVATE)


class EndpointRoute(NamedTuple):
    """The /32 (or /128) of a private endpoint. `opens_at` is the length from which a user route
    replaces it (C-04), None where it never does."""

    prefix: Prefix
    version: int
    opens_at: int | None


@dataclass(frozen=True, eq=False, slots=True)
class Host:
    """One end of a question: an address in a subnet, and what answers there.

    `straight` marks private endpoints, whose replies ignore route tables (F-09); `odd` an end that
    only the walk judges.
    """

    token: str
    network: Network
    table: str | None
    version: int
    value: int
    kind: str
    key: Key | None
    subnet: str
    straight: bool = False
    odd: bool = False

    @property
    def address(self) -> Address:
        """The address of this end."""
        return Address(self.value, self.version)


class Network:
    """One virtual network with its tenants; never changes, a changed network is a new one."""

    # a design has many, and most of them are only ever counted
    __slots__ = (
        "_places",
        "_private_links",
        "_subnets",
        "endpoints",
        "hosts",
        "name",
        "source",
        "spaces",
        "strays",
        "tables",
        "wishes",
    )

    def __init__(
        self, source: VirtualNetwork, wishes: Sequence[Wish], private_links: frozenset[Key]
    ) -> None:
        self.source = source
        self.name = source.name
        self.wishes = wishes
        self._private_links = private_links
        self._subnets: dict[str, Subnet] | None = None
        self._places: Places | None = None
        self.strays = False  # whether an endpoint lies outside of its space
        self.spaces = source.blocks
        self.tables = source.route_tables
        self.endpoints = self._endpoints() if wishes else ()
        self.hosts: dict[str, Host | None] | None = None

    @property
    def unclear(self) -> bool:
        """Whether nobody knows its address space."""
        source = self.source
        return source.external or bool(
            source.unknown and unknown_field(source, "prefixes", "prefix") is not None
        )

    @property
    def subnets(self) -> dict[str, Subnet]:
        """Subnets by name; of two of one name the first counts."""
        if self._subnets is None:
            self._subnets = {subnet.name: subnet for subnet in reversed(self.source.subnets)}
        return self._subnets

    @property
    def places(self) -> Places:
        """Who owns which address of this network."""
        if self._places is None:
            self._places = settled(self.wishes, lambda _vnet, subnet: self.subnets.get(subnet))
        return self._places

    def owner(self, address: Address) -> Place | None:
        """Return what owns an address; who names it comes before whom Azure would give it."""
        for wish in self.wishes:
            if wish.address == address:
                return place_of(wish, address, declared=True)
        if all(wish.address is not None for wish in self.wishes):
            return None
        return self.places.owner(f"vnet:{self.name}", address)

    @property
    def is_odd(self) -> bool:
        """Whether its space does more than add rows: an odd source, or an endpoint outside of it."""
        return self.strays or is_odd(self.source)

    def holds(self, version: int, value: int) -> bool:
        """Return whether an address lies in its address space."""
        bits = 32 if version == 4 else 128
        for first, length in self.spaces[version]:
            if first <= value < first + (1 << bits - length):
                return True
        return False

    def _endpoints(self) -> tuple[EndpointRoute, ...]:
        found = []
        for wish in self.wishes:
            kind, address = wish.kind, wish.address
            if kind == "pe" or (kind == "api" and wish.key in self._private_links):
                if address is None:
                    return self._settled_endpoints()
                found.append(self._endpoint(address, wish.subnet))
        return tuple(found)

    def _settled_endpoints(self) -> tuple[EndpointRoute, ...]:
        """Return the endpoints where Azure would give some their addresses."""
        return tuple(
            self._endpoint(place.address, place.subnet.partition("/")[2])
            for place in self.places.all
            if place.kind == "pe" or (place.kind == "api" and place.key in self._private_links)
        )

    def _endpoint(self, address: Address, subnet_name: str) -> EndpointRoute:
        version, value = address.version, address.value
        bits = 32 if version == 4 else 128
        around = None
        for first, length in self.spaces[version]:
            if first <= value < first + (1 << bits - length) and length > (around or -1):
                around = length
        if around is None:
            self.strays = True  # a fault: its route lies outside of the network
        opens_at = around if subnet_name in self.source.routed_endpoints else None
        return EndpointRoute((value, bits), version, opens_at)

    def host(self, name: str) -> Host | None:
        """Return the first assignable address of a subnet, or None (no block, or too small)."""
        if self.hosts is None:
            self.hosts = {}
        if name not in self.hosts:
            self.hosts[name] = self._host(name)
        return self.hosts[name]

    def _host(self, name: str) -> Host | None:
        subnet = self.subnets.get(name)
        address = first_assignable(subnet) if subnet is not None else None
        if subnet is None or address is None:
            return None
        place = self._owner(address)
        # an endpoint that says it stands elsewhere answers all the same, by its own route
        is_claimed = place is not None and place.subnet != name and place.kind in ("pe", "api")
        if place is not None and place.subnet != name:
            place = None  # the question means a host of the subnet itself
        around = subnet
        kind, key = (place.kind, place.key) if place else ("host", None)
        straight = kind == "pe" or (kind == "api" and key in self._private_links)
        unknown = around.unknown and unknown_field(
            around, "routeTable", "natGateway", "serviceEndpoints"
        )
        return Host(
            f"subnet:{self.name}/{name}",
            self,
            around.route_table,
            address.version,
            address.value,
            kind,
            key or key_of("subnet", f"{self.name}/{around.name}"),
            around.name,
            straight=straight,
            odd=bool(unknown)
            or self.unclear
            or address in PLATFORM
            or self.is_shared(address)
            or is_claimed
            or self._is_torn(address)
            or not self.holds(address.version, address.value),
        )

    def is_shared(self, address: Address) -> bool:
        """Return whether two things claim an address (a fault; which one answers is unclear)."""
        return sum(place.address == address for place in self.places.all) > 1

    def _is_torn(self, address: Address) -> bool:
        """Return whether subnets overlap at an address: whose it is, the question says."""
        holders = [
            subnet
            for subnet in self.source.subnets
            if any(prefix.contains(address) for prefix in subnet.prefixes)
        ]
        return len(holders) > 1

    def _owner(self, address: Address) -> _Owned | None:
        """Return what owns an address; a load balancer there stays out of sight (its subnet asks)."""
        place = self.owner(address)
        if place is None or place.kind == "lb" or place.kind in DOOR_KINDS:
            return None
        return _Owned(place.kind, place.key, place.subnet.partition("/")[2])


def is_odd(source: VirtualNetwork) -> bool:
    """Return whether an address space is nested, around a private range, or unclear."""
    if source.external or source.unknown:
        return True
    spaces = source.blocks
    for first, length in spaces[4]:
        if length <= _LONGEST_PRIVATE:
            for private in PRIVATE:
                if holds((first, length), private, 32):
                    return True
    return _nest(spaces[4], 32) or _nest(spaces[6], 128)


class _Owned(NamedTuple):
    kind: str
    key: Key | None
    subnet: str


def nests(one: Prefix, other: Prefix, bits: int) -> bool:
    """Return whether two prefixes of a version (`bits` long addresses) share addresses."""
    shift = bits - min(one[1], other[1])
    return one[0] >> shift == other[0] >> shift


def holds(outer: Prefix, inner: Prefix, bits: int) -> bool:
    """Return whether every address of `inner` lies in `outer`."""
    return outer[1] <= inner[1] and nests(outer, inner, bits)


def in_any(spaces: Sequence[Prefix], inner: Prefix, bits: int) -> bool:
    """Return whether every address of `inner` lies in one of some prefixes."""
    first, length = inner
    for start, outer in spaces:
        if outer <= length and start >> bits - outer == first >> bits - outer:
            return True
    return False


def _nest(spaces: Sequence[Prefix], bits: int) -> bool:
    if len(spaces) < 2:
        return False
    return any(
        nests(space, other, bits)
        for index, space in enumerate(spaces)
        for other in spaces[index + 1 :]
    )
