"""Answers kept beside the facts they follow from: computed once for each document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from aksdesigner.analysis.facts.design import Design

D = TypeVar("D", bound=Design)
P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[Concatenate[D, P], R]) -> Callable[Concatenate[D, P], R]:
    """Keep the answers of a pure function of (facts, hashable arguments) while the facts live."""
    answers: WeakKeyDictionary[Design, dict[Any, R]] = WeakKeyDictionary()

    @wraps(function)
    def asked(facts: D, /, *args: P.args, **kwargs: P.kwargs) -> R:
        own = answers.setdefault(facts, {})
        question = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        if question not in own:
            own[question] = function(facts, *args, **kwargs)
        return own[question]

    return asked
