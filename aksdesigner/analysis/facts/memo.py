"""Answers kept beside the facts they follow from, and looked at again only where an edit touches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from aksdesigner.analysis.facts.design import Design
from aksdesigner.incremental.cell import Cell

D = TypeVar("D", bound=Design)
P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[Concatenate[D, P], R]) -> Callable[Concatenate[D, P], R]:
    """Keep the answers of a pure function of (facts, hashable arguments).

    What the function reads of the document, and which other kept answers, is noted while it runs;
    after an edit only those answers are computed again whose readings differ. It must read nothing
    else: no clock, no file, no random number.
    """

    @wraps(function)
    def asked(facts: D, /, *args: P.args, **kwargs: P.kwargs) -> R:
        store = facts.store()
        question = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        table = store.table(function)
        cell = table.get(question)
        if cell is None:
            answer = partial(function, cast(D, store.subject), *args, **kwargs)
            cell = table[question] = Cell(function, question, answer)
        return cast(R, store.value_of(cell))

    return asked
