"""What HCL text consists of: blocks, attributes and expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class Value:
    """A literal: text, number, boolean or null."""

    value: str | int | float | bool | None


@dataclass(frozen=True)
class Template:
    """A string with interpolations."""

    pieces: tuple[Node, ...]


@dataclass(frozen=True)
class ListOf:
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class ObjectOf:
    """An object: keys are expressions, a bare word is a literal."""

    pairs: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True)
class Path:
    """A reference: a root word and steps, which are names or expressions in brackets."""

    root: str
    steps: tuple[str | Node, ...]


@dataclass(frozen=True)
class CallOf:
    """A call of a function."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Operation:
    """An operator with one or two operands."""

    sign: str
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """``test ? yes : no``."""

    test: Node
    yes: Node
    no: Node


Node = Union[  # noqa: UP007  (a recursive alias must be a Union for mypy)
    Value, Template, ListOf, ObjectOf, Path, CallOf, Operation, Choice
]


@dataclass(frozen=True)
class Attribute:
    """``name = value`` with its place."""

    name: str
    value: Node
    path: str
    line: int


@dataclass(frozen=True)
class Block:
    """A block with its labels; `attributes` by name, `blocks` in the order of the text."""

    word: str
    labels: tuple[str, ...]
    attributes: dict[str, Attribute]
    blocks: tuple[Block, ...]
    path: str
    line: int
