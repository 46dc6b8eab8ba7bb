"""The neutral expression tree: what codecs write and printers turn into text.

Codecs know Azure's schemas and no text; printers know text and no kinds. Every string of the
design enters the tree as `Text` and is escaped by the printer, so nothing can break out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """An object: pairs in the order in which they are printed."""

    pairs: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True)
class Parameter:
    """The value of a parameter of the program."""

    name: str


@dataclass(frozen=True)
class Property:
    """A property of another declaration: `path` steps are names or list positions.

    ``Property("azfw", ("id",))`` is ``azfw.id`` in Bicep, ``azurerm_firewall.azfw.id`` in HCL.
    """

    symbol: str
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Joined:
    """A string made of pieces (interpolation)."""

    pieces: tuple[Expression, ...]


@dataclass(frozen=True)
class Call:
    """A call of a function that the dialect offers, for example ``resourceId``."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Union[  # noqa: UP007  (a recursive alias must be a Union for mypy)
    Text, Number, Flag, Items, Fields, Parameter, Property, Joined, Call
]

Raw = Union[str, int, bool, None, Mapping[str, "Raw"], Sequence["Raw"], Expression]  # noqa: UP007


def expr(value: Raw) -> Expression:
    """Return plain Python data as an expression; None entries of objects are left out."""
    if isinstance(value, bool):
        return Flag(value)
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, Mapping):
        return Fields(tuple((k, expr(v)) for k, v in value.items() if v is not None))
    if isinstance(value, (list, tuple)):
        return Items(tuple(expr(v) for v in value))
    if isinstance(value, (Text, Number, Flag, Items, Fields, Parameter, Property, Joined, Call)):
        return value
    raise TypeError(f"{value!r} can't be said in an exported program")
