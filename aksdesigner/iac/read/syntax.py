"""Expressions of Bicep and of ARM templates as they are written, before they are folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union


class ReadError(Exception):
    """Code that the reader does not know, with its file and line."""

    def __init__(self, place: str, message: str) -> None:
        self.place = place
        self.message = message
        super().__init__(f"{place}: {message}")


@dataclass(frozen=True)
class Literal:
    """A number, a boolean, null, or a string without anything to fold."""

    value: str | int | bool | None


@dataclass(frozen=True)
class Pieces:
    """An interpolated string."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Name:
    """A symbol."""

    name: str


@dataclass(frozen=True)
class Array:
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Object:
    """An object; keys are expressions, since they may be interpolated."""

    pairs: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True)
class Step:
    """A member (`key` is a literal) or an item of something."""

    of: Node
    key: Node


@dataclass(frozen=True)
class Apply:
    """A call of a function; operators are functions of their sign."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Loop:
    """``[for item in list: body]``, with an optional position and an optional condition."""

    item: str
    position: str
    over: Node
    body: Node
    condition: Node | None


Node = Union[Literal, Pieces, Name, Array, Object, Step, Apply, Loop]  # noqa: UP007
