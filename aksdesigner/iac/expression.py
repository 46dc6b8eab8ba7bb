"""The neutral expression tree: what codecs write and printers turn into text.

Codecs know Azure's schemas and no text; printers know text and no kinds. Every string of the
design enters the tree as `Text` and is escaped by the printer, so nothing can break out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Union


@dataclass(frozen=True)
class Text:
    """A literal string; the printer escapes it."""

    value: str


@dataclass(frozen=True)
class Number:
    """A literal whole number."""

    value: int


@dataclass(frozen=True)
class Flag:
    """A literal boolean."""

    value: bool


@dataclass(frozen=True)
class Items:
    """A list."""

    values: tuple[Expression, ...]


@dataclass(frozen=True)
class Fields:
    """An object: pairs in the order in which they are printed; a key may be interpolated."""

    pairs: tuple[tuple[str | Joined, Expression], ...]


@dataclass(frozen=True)
class Blocks:
    """Nested blocks of one name, for dialects that tell blocks from attributes (HCL)."""

    values: tuple[Fields, ...]


@dataclass(frozen=True)
class Parameter:
    """The value of a parameter of the program."""

    name: str


@dataclass(frozen=True)
class Field:
    """One field of a parameter that holds several."""

    of: Parameter
    name: str


@dataclass(frozen=True)
class Local:
    """A named value that the program computes itself."""

    name: str


@dataclass(frozen=True)
class Property:
    """A property of another declaration: `path` steps are names or list positions.

    ``Property("azfw", ("id",))`` is ``azfw.id`` in Bicep, ``azurerm_firewall.azfw.id`` in HCL.
    An empty path is the declaration itself.
    """

    symbol: str
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Joined:
    """A string made of pieces (interpolation)."""

    pieces: tuple[Expression, ...]


@dataclass(frozen=True)
class Call:
    """A call of a function that the dialect offers, for example ``resourceId``.

    `member` is a property of what the function returns (``resourceGroup().location``).
    """

    function: str
    arguments: tuple[Expression, ...]
    member: str = ""


Expression = Union[  # noqa: UP007  (a recursive alias must be a Union for mypy)
    Text, Number, Flag, Items, Fields, Blocks, Parameter, Field, Local, Property, Joined, Call
]

Raw = Union[str, int, bool, None, Mapping[str, "Raw"], Sequence["Raw"], Expression]  # noqa: UP007
Body = Mapping[str, Raw]

EXPRESSIONS = (
    Text,
    Number,
    Flag,
    Items,
    Fields,
    Blocks,
    Parameter,
    Field,
    Local,
    Property,
    Joined,
    Call,
)


def expr(value: Raw) -> Expression:
    """Return plain Python data as an expression; None entries of objects are left out."""
    if isinstance(value, EXPRESSIONS):
        return value
    if isinstance(value, bool):
        return Flag(value)
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, Mapping):
        return fields(value)
    if isinstance(value, Sequence):
        return Items(tuple(expr(v) for v in value))
    raise TypeError(f"{value!r} can't be said in an exported program")


def fields(value: Body) -> Fields:
    """Return an object; None entries are left out."""
    return Fields(tuple((k, expr(v)) for k, v in value.items() if v is not None))


def blocks(*values: Body) -> Blocks:
    """Return nested blocks, one for each mapping."""
    return Blocks(tuple(fields(value) for value in values))


def parts_of(value: Expression) -> Iterator[Expression]:
    """Yield an expression and every expression inside it."""
    yield value
    if isinstance(value, (Items, Blocks)):
        inner: tuple[Expression, ...] = value.values
    elif isinstance(value, Fields):
        keys = tuple(k for k, _ in value.pairs if isinstance(k, Joined))
        inner = (*keys, *(v for _, v in value.pairs))
    elif isinstance(value, Joined):
        inner = value.pieces
    elif isinstance(value, Call):
        inner = value.arguments
    elif isinstance(value, Field):
        inner = (value.of,)
    else:
        inner = ()
    for item in inner:
        yield from parts_of(item)


def mapped(value: Expression, change: Callable[[Expression], Expression | None]) -> Expression:
    """Return an expression with parts replaced: `change` gives the new part, or None to go inside."""
    found = change(value)
    if found is not None:
        return found
    if isinstance(value, (Items, Joined, Blocks, Call)):
        return _with_parts(value, change)
    if isinstance(value, Fields):
        return _mapped_fields(value, change)
    if isinstance(value, Field):
        of = mapped(value.of, change)
        return Field(of, value.name) if isinstance(of, Parameter) else value
    return value


def _with_parts(
    value: Items | Joined | Blocks | Call, change: Callable[[Expression], Expression | None]
) -> Expression:
    if isinstance(value, Items):
        return Items(tuple(mapped(v, change) for v in value.values))
    if isinstance(value, Joined):
        return Joined(tuple(mapped(v, change) for v in value.pieces))
    if isinstance(value, Blocks):
        return Blocks(tuple(_mapped_fields(v, change) for v in value.values))
    return replace(value, arguments=tuple(mapped(v, change) for v in value.arguments))


def _mapped_fields(value: Fields, change: Callable[[Expression], Expression | None]) -> Fields:
    pairs = []
    for key, inner in value.pairs:
        name = mapped(key, change) if isinstance(key, Joined) else key
        assert isinstance(name, (str, Joined))
        pairs.append((name, mapped(inner, change)))
    return Fields(tuple(pairs))
