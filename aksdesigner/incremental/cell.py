"""Cell: one kept answer, with what it was read from and who read it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any


class CycleError(RuntimeError):
    """A question that can only be answered once it has been answered; the message names the ring."""


class Cell:
    """One answer of a store.

    `changed` is the stamp of its last change of value; `deps` maps each cell that it read to that
    cell's stamp at the time, in the order of reading. `waiting` holds those of `deps` that may
    have changed since: while there is one, the value must be looked at again before it is used.
    `users` are the cells that read this one. `is_held` marks an answer that keeps the news from
    its many users until it knows whether its own value changes.
    """

    __slots__ = (
        "answer",
        "changed",
        "deps",
        "height",
        "is_dropped",
        "is_fresh",
        "is_held",
        "is_running",
        "name",
        "question",
        "users",
        "value",
        "valued",
        "waiting",
    )

    def __init__(self, name: Any, question: Hashable, answer: Callable[[], Any] | None) -> None:
        self.name = name
        self.question = question
        self.answer = answer
        self.value: Any = None
        self.valued = False
        self.is_fresh = False
        self.is_running = False
        self.is_held = False
        self.is_dropped = False
        self.changed = 0
        self.height = 0
        self.deps: dict[Cell, int] = {}
        self.users: set[Cell] = set()
        self.waiting: set[Cell] | None = None

    def __repr__(self) -> str:
        return f"{getattr(self.name, '__name__', self.name)}{self.question!r}"
