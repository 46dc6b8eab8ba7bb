"""Addresses and prefixes as values: the one door to netaddr.

A `Cidr` keeps what was typed, host bits included: ``10.0.0.5/24`` is representable, so that the
analysis can report it (rule ADR-01) instead of an editor losing it. Arithmetic is exact integer
arithmetic on the masked network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, total_ordering
from typing import Any

import netaddr
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

BITS = {4: 32, 6: 128}
Block = tuple[int, int]  # lowest address, length


class AddressError(ValueError):
    """A text that is no address or prefix; the message says what was found and expected."""


class _Text:
    """What addresses and prefixes share: immutable, made from text, written as that text."""

    __slots__ = ()
    EXPECTED = ""

    @classmethod
    def parse(cls, text: str) -> Any:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Any:
            if isinstance(value, cls):
                return value
            if not isinstance(value, str):
                raise ValueError(f"found {value!r}, expected {cls.EXPECTED}")
            return cls.parse(value)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": cls.EXPECTED}


@total_ordering
class Address(_Text):
    """One IP address, version 4 or 6."""

    __slots__ = ("value", "version")
    EXPECTED = "an IP address such as 10.0.0.4"

    value: int
    version: int

    def __init__(self, value: int, version: int = 4) -> None:
        if not 0 <= value < 1 << BITS[version]:
            raise AddressError(f"found {value}, expected {self.EXPECTED}")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "version", version)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an Address does not change")

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address. Raises AddressError for anything else, a prefix included."""
        return _parse_address(text)

    def cidr(self) -> Cidr:
        """Return the prefix that holds this address alone (/32 or /128)."""
        return Cidr(self.value, BITS[self.version], self.version)

    def __add__(self, offset: int) -> Address:
        return Address(self.value + offset, self.version)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Address)
            and self.value == other.value
            and self.version == other.version
        )

    def __lt__(self, other: Address) -> bool:
        return (self.version, self.value) < (other.version, other.value)

    def __hash__(self) -> int:
        return hash((self.version, self.value))

    def __str__(self) -> str:
        return _text(self.value, self.version)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Address, (self.value, self.version))

    def __copy__(self) -> Address:
        return self

    def __deepcopy__(self, memo: object) -> Address:
        return self


@total_ordering
class Cidr(_Text):
    """A prefix: address and length, host bits kept as typed.

    Equality and order look at the text's meaning including host bits; `network` is the masked
    prefix that all containment tests use.
    """

    __slots__ = ("length", "value", "version")
    EXPECTED = "a prefix such as 10.0.0.0/16"

    value: int
    length: int
    version: int

    def __init__(self, value: int, length: int, version: int = 4) -> None:
        if not 0 <= length <= BITS[version]:
            raise AddressError(f"found /{length}, expected a length from 0 to {BITS[version]}")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "length", length)
        object.__setattr__(self, "version", version)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Cidr does not change")

    @classmethod
    def parse(cls, text: str) -> Cidr:
        """Read a prefix. Raises AddressError when the length is missing or anything is off."""
        return _parse_cidr(text)

    @property
    def mask(self) -> int:
        """The network mask as an integer."""
        bits = BITS[self.version]
        return ((1 << self.length) - 1) << (bits - self.length)

    @property
    def first_value(self) -> int:
        """The lowest address of the block, as an integer."""
        return self.value & self.mask

    @property
    def last_value(self) -> int:
        """The highest address of the block, as an integer."""
        return self.first_value + self.size - 1

    @property
    def first(self) -> Address:
        """The lowest address of the block."""
        return Address(self.first_value, self.version)

    @property
    def last(self) -> Address:
        """The highest address of the block."""
        return Address(self.last_value, self.version)

    @property
    def size(self) -> int:
        """How many addresses the block holds, Azure's reserved ones included."""
        return 1 << (BITS[self.version] - self.length)

    @property
    def is_canonical(self) -> bool:
        """True when the host bits are zero (rule A-01)."""
        return self.value == self.first_value

    @property
    def network(self) -> Cidr:
        """The same block with host bits zero."""
        return self if self.is_canonical else Cidr(self.first_value, self.length, self.version)

    @property
    def is_default(self) -> bool:
        """True for 0.0.0.0/0 and ::/0."""
        return self.length == 0

    def contains(self, other: Cidr | Address) -> bool:
        """Return whether every address of `other` lies in this block."""
        if other.version != self.version:
            return False
        if isinstance(other, Cidr) and self.length > other.length:
            return False
        free = BITS[self.version] - self.length
        return other.value >> free == self.value >> free

    @property
    def block(self) -> Block:
        """The block as plain numbers: lowest address and length, host bits cleared."""
        shift = BITS[self.version] - self.length
        return (self.value >> shift << shift, self.length)

    def strictly_contains(self, other: Cidr) -> bool:
        """Return whether `other` lies in this block and is smaller."""
        return self.length < other.length and self.contains(other)

    def overlaps(self, other: Cidr) -> bool:
        """Return whether the two blocks share an address."""
        return self.contains(other.network) or other.contains(self.network)

    def intersection(self, other: Cidr) -> Cidr | None:
        """Return the shared block (the longer of two nested prefixes), or None."""
        if self.contains(other.network):
            return other.network
        return self.network if other.contains(self.network) else None

    def address(self, index: int) -> Address:
        """Return the address at `index` from the block's start; negative counts from the end."""
        offset = index if index >= 0 else self.size + index
        if not 0 <= offset < self.size:
            raise IndexError(f"{self} holds {self.size} addresses, not {index}")
        return Address(self.first_value + offset, self.version)

    def subnets(self, length: int) -> Iterator[Cidr]:
        """Yield the blocks of `length` inside this one, in address order."""
        if not self.length <= length <= BITS[self.version]:
            raise AddressError(f"{self} cannot be cut into blocks of /{length}")
        step = 1 << (BITS[self.version] - length)
        for value in range(self.first_value, self.last_value + 1, step):
            yield Cidr(value, length, self.version)

    def supernet(self) -> Cidr:
        """Return the block twice as large that holds this one."""
        if self.length == 0:
            raise AddressError(f"{self} has no larger block")
        return Cidr(self.first_value, self.length - 1, self.version).network

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Cidr)
            and self.value == other.value
            and self.length == other.length
            and self.version == other.version
        )

    def __lt__(self, other: Cidr) -> bool:
        return (self.version, self.value, self.length) < (other.version, other.value, other.length)

    def __hash__(self) -> int:
        return hash((self.version, self.value, self.length))

    def __str__(self) -> str:
        return f"{_text(self.value, self.version)}/{self.length}"

    def __repr__(self) -> str:
        return f"Cidr({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Cidr, (self.value, self.length, self.version))

    def __copy__(self) -> Cidr:
        return self

    def __deepcopy__(self, memo: object) -> Cidr:
        return self


@total_ordering
class ServiceTag(_Text):
    """A service tag as a route prefix, written ``tag:Storage`` or ``tag:Sql.WestEurope``."""

    __slots__ = ("name",)
    EXPECTED = "a service tag such as tag:Storage"

    name: str

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "name", name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a ServiceTag does not change")

    @classmethod
    def parse(cls, text: str) -> ServiceTag:
        """Read ``tag:NAME``. Raises AddressError for anything else."""
        name = text.removeprefix("tag:")
        if name == text or not name or not all(c.isalnum() or c == "." for c in name):
            raise AddressError(f"found {text!r}, expected {cls.EXPECTED}")
        return cls(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ServiceTag) and self.name == other.name

    def __lt__(self, other: ServiceTag) -> bool:
        return self.name < other.name

    def __hash__(self) -> int:
        return hash(("tag", self.name))

    def __str__(self) -> str:
        return f"tag:{self.name}"

    def __repr__(self) -> str:
        return f"ServiceTag({self.name!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (ServiceTag, (self.name,))


@lru_cache(maxsize=65_536)
def _text(value: int, version: int) -> str:
    return str(netaddr.IPAddress(value, version))


@lru_cache(maxsize=65_536)
def _parse_address(text: str) -> Address:
    try:
        found = netaddr.IPAddress(text.strip(), flags=netaddr.INET_PTON)
    except (netaddr.AddrFormatError, ValueError, TypeError) as error:
        raise AddressError(f"found {text!r}, expected {Address.EXPECTED}") from error
    return Address(int(found), int(found.version))


@lru_cache(maxsize=65_536)
def _parse_cidr(text: str) -> Cidr:
    stem, slash, length = text.strip().partition("/")
    if not slash or not (length.isascii() and length.isdecimal()):
        raise AddressError(f"found {text!r}, expected {Cidr.EXPECTED}")
    try:
        start = _parse_address(stem)
        return Cidr(start.value, int(length), start.version)
    except AddressError as error:
        raise AddressError(f"found {text!r}, expected {Cidr.EXPECTED}") from error


def route_prefix(text: str) -> Cidr | ServiceTag:
    """Read what a route may name: a prefix or ``tag:NAME``."""
    return ServiceTag.parse(text) if text.startswith("tag:") else Cidr.parse(text)


def free_blocks(space: Cidr, taken: Iterable[Cidr]) -> list[Cidr]:
    """Return the largest aligned blocks of `space` that `taken` leaves free, in address order."""
    clashes = [block for block in taken if block.overlaps(space)]
    if not clashes:
        return [space.network]
    if space.length == BITS[space.version] or any(b.contains(space.network) for b in clashes):
        return []
    halves = space.network.subnets(space.length + 1)
    return [free for half in halves for free in free_blocks(half, clashes)]


def next_free(space: Cidr, length: int, taken: Iterable[Cidr]) -> Cidr | None:
    """Return the lowest free block of `length` in `space`, or None when there is no room."""
    for block in free_blocks(space, taken):
        if block.length <= length:
            return next(block.subnets(length))
    return None


# Ranges that never leave a private network (RFC 1918) and carrier-grade NAT (RFC 6598).
RFC1918 = tuple(Cidr.parse(t) for t in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
RFC6598 = Cidr.parse("100.64.0.0/10")
PRIVATE = (*RFC1918, RFC6598)
DEFAULT_ROUTE = Cidr.parse("0.0.0.0/0")
DEFAULT_ROUTE_V6 = Cidr.parse("::/0")


def is_private(item: Cidr | Address) -> bool:
    """Return whether an address or a whole block lies in RFC 1918 or RFC 6598."""
    return any(block.contains(item) for block in PRIVATE)
