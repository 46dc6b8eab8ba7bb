"""A design under construction: plain data, a source of chance, and an address plan."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
Plain = dict[str, Any]

REGIONS = ("westeurope", "northeurope", "southeastasia")


def text_of(value: int, length: int | None = None) -> str:
    """Return an IPv4 address, or a prefix where a length is given."""
    address = ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))
    return address if length is None else f"{address}/{length}"


@dataclass
class Net:
    """A network with its one IPv4 block, cut from the front; `taken` counts hosts by subnet."""

    plain: Plain
    base: int
    length: int
    cursor: int = 0
    table: str | None = None
    taken: dict[str, int] = field(default_factory=dict)
    blocks: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.plain["name"])

    def cut(self, length: int) -> tuple[int, int] | None:
        """Return the next free block of a length, or None when the network is full."""
        length = max(length, self.length + 1)
        if length > 29:
            return None
        size = 1 << (32 - length)
        start = -(-self.cursor // size) * size
        if start + size > 1 << (32 - self.length):
            return None
        self.cursor = start + size
        return self.base + start, length

    def host(self, subnet: str) -> str | None:
        """Return the next address of a subnet that nobody has yet, or None."""
        if subnet not in self.blocks:
            return None
        base, length = self.blocks[subnet]
        number = self.taken.get(subnet, 4)
        if number >= (1 << (32 - length)) - 1:
            return None
        self.taken[subnet] = number + 1
        return text_of(base + number)


class Sketch:
    """A design under construction; `room` is how many subnets it may still get.

    `known` keeps out what nobody can compute: unknown fields, networks of others, newer files.
    """

    def __init__(self, rng: random.Random, room: int, *, known: bool = False) -> None:
        self.rng = rng
        self.room = room
        self.known = known
        self.topology: dict[str, list[Plain]] = {}
        self.settings: Plain = {}
        self.queries: list[Plain] = []
        self.registry: list[Plain] = []
        self.nets: list[Net] = []
        self.ranges: list[str] = []  # prefixes that belong to sites
        self._names: set[str] = set()
        self._plan = rng.choice((10, 10, 10, 172, 192, 100))
        self._block = rng.randrange(40)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def some(self, options: Sequence[T], most: int) -> list[T]:
        return self.rng.sample(list(options), min(len(options), self.rng.randint(0, most)))

    def name(self, stem: str) -> str:
        """Return a name that no resource of this design has yet."""
        number = 1
        while f"{stem}{number}".casefold() in self._names:
            number += 1
        self._names.add(f"{stem}{number}".casefold())
        return f"{stem}{number}"

    def add(self, section: str, part: Plain) -> Plain:
        """Put a part into a section of the topology; what is None is left out."""
        kept = {key: value for key, value in part.items() if value is not None}
        self.topology.setdefault(section, []).append(kept)
        return kept

    def all(self, section: str) -> list[Plain]:
        return self.topology.get(section, [])

    def net(self, stem: str, length: int | None = None) -> Net:
        """Add a network with a block of its own."""
        base, size = self._next_block(length)
        plain = self.add(
            "vnets",
            {"name": self.name(stem), "prefixes": [text_of(base, size)], "subnets": []},
        )
        if self.chance(0.25):
            plain["region"] = self.one(REGIONS)
        net = Net(plain, base, size)
        self.nets.append(net)
        return net

    def _next_block(self, length: int | None) -> tuple[int, int]:
        self._block += 1
        number = self._block
        if self._plan == 192:
            return (192 << 24) | (168 << 16) | (number % 64 << 10), max(length or 22, 22)
        if self._plan == 172:
            free = (16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
            second = free[number % len(free)]
            third = number // len(free) % 16 << 4
            return (172 << 24) | (second << 16) | (third << 8), max(length or 20, 20)
        if self._plan == 100:
            return (100 << 24) | (64 + number % 60 << 16), length or 16
        return (10 << 24) | (number % 200 << 16), length or 16

    def subnet(self, net: Net, name: str, length: int, **fields: Any) -> Plain | None:
        """Cut a subnet; None when the network is full or the design has enough of them."""
        if self.room <= 0 or any(s["name"] == name for s in net.plain["subnets"]):
            return None
        block = net.cut(length)
        if block is None:
            return None
        self.room -= 1
        net.blocks[name] = block
        part = {"name": name, "prefixes": [text_of(*block)], **fields}
        plain = {key: value for key, value in part.items() if value is not None}
        net.plain["subnets"].append(plain)
        return plain

    def homes(self, skip: Iterable[str] = ()) -> list[tuple[Net, Plain]]:
        """Return the subnets that take machines, with their networks."""
        special = {
            "AzureFirewallSubnet",
            "AzureFirewallManagementSubnet",
            "GatewaySubnet",
            "RouteServerSubnet",
            "AzureBastionSubnet",
            *skip,
        }
        return [
            (net, subnet)
            for net in self.nets
            for subnet in net.plain["subnets"]
            if subnet["name"] not in special and "delegation" not in subnet
        ]

    def data(self) -> Plain:
        """Return the whole design as plain data, in the shape of a file."""
        out: Plain = {"aksdesigner": 1, "name": "Random", "topology": self.topology}
        if self.settings:
            out["settings"] = self.settings
        if self.queries:
            out["queries"] = self.queries
        if self.registry:
            out["registry"] = self.registry
        return out
