"""Seeded faults: what a codec could say wrong, one property at a time.

Faults are put into a program before it is printed, for every language alike, and into what was
read back from code, which is quicker and reaches every property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from aksdesigner.iac.expression import Blocks, Expression, Fields, Flag, Items, Number, Text
from aksdesigner.iac.program import Program
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.values import Asked, Identity

Place = tuple[str, ...]
EVERY = "*"


def faults_of_program(program: Program) -> Iterator[tuple[str, Program]]:
    """Yield (what was done, program) for every property of every declaration."""
    for index, declaration in enumerate(program.declarations):
        if declaration.existing:
            continue
        for place, fault, body in _expressions(declaration.body):
            assert isinstance(body, Fields)
            before, after = program.declarations[:index], program.declarations[index + 1 :]
            changed = (*before, replace(declaration, body=body), *after)
            about = f"{declaration.type} {declaration.symbol} {'.'.join(place)}: {fault}"
            yield about, replace(program, declarations=changed)


def _expressions(value: Expression) -> Iterator[tuple[Place, str, Expression]]:
    """Yield (place, fault, value with the fault)."""
    if isinstance(value, Flag):
        yield (), "flipped", Flag(not value.value)
    elif isinstance(value, Number):
        yield (), "one more", Number(value.value + 1)
    elif isinstance(value, Text):
        yield (), "another text", Text(f"{value.value}x")
    elif isinstance(value, Fields):
        yield from _pairs(value)
    elif isinstance(value, (Items, Blocks)):
        for i, item in enumerate(value.values):
            rest = (*value.values[:i], *value.values[i + 1 :])
            yield (EVERY,), "dropped", type(value)(rest)  # type: ignore[arg-type]
            for place, fault, inner in _expressions(item):
                changed = (*value.values[:i], inner, *value.values[i + 1 :])
                yield (EVERY, *place), fault, type(value)(changed)  # type: ignore[arg-type]


def _pairs(value: Fields) -> Iterator[tuple[Place, str, Expression]]:
    pairs = value.pairs
    for i, (name, item) in enumerate(pairs):
        if name in ("name", "parent", "scope"):
            continue  # where the resource is, and not what it says
        yield (str(name),), "dropped", Fields((*pairs[:i], *pairs[i + 1 :]))
        for place, fault, inner in _expressions(item):
            changed = Fields((*pairs[:i], (name, inner), *pairs[i + 1 :]))
            yield (str(name), *place), fault, changed
    flags = [i for i, (_, item) in enumerate(pairs) if isinstance(item, Flag)]
    for i, one in enumerate(flags):
        for other in flags[i + 1 :]:
            if pairs[one][1] != pairs[other][1]:
                swapped = list(pairs)
                swapped[one] = (pairs[one][0], pairs[other][1])
                swapped[other] = (pairs[other][0], pairs[one][1])
                about = f"{pairs[one][0]} and {pairs[other][0]} swapped"
                yield (), about, Fields(tuple(swapped))


def faults_of_value(
    value: Any, others: Mapping[str, Sequence[Identity]]
) -> Iterator[tuple[Place, str, Any]]:
    """Yield (place, fault, value with the fault) of what was read; `others` are ids by type."""
    if isinstance(value, Identity):
        other = next((i for i in others.get(value.type, ()) if i != value), None)
        if other is not None:
            yield (), "another of the type", other
    elif isinstance(value, (bool, int, str, Asked)):
        yield (), "another value", _other(value)
    elif isinstance(value, Mapping):
        yield from _fields(value, others)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield (EVERY,), "dropped", value[:i] + value[i + 1 :]
            for place, fault, inner in faults_of_value(item, others):
                yield (EVERY, *place), fault, [*value[:i], inner, *value[i + 1 :]]


def _other(value: bool | int | str | Asked) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else "constant"


def _fields(
    value: Mapping[Any, Any], others: Mapping[str, Sequence[Identity]]
) -> Iterator[tuple[Place, str, Any]]:
    for name, item in value.items():
        yield (str(name),), "dropped", {k: v for k, v in value.items() if k != name}
        for place, fault, inner in faults_of_value(item, others):
            yield (str(name), *place), fault, {**value, name: inner}
    for told, swapped in swapped_flags(value):
        yield (), told, swapped


def swapped_flags(value: Mapping[Any, Any]) -> Iterator[tuple[str, dict[Any, Any]]]:
    """Yield an object with each two of its flags that differ changed round, and what was done."""
    flags = [name for name, item in value.items() if isinstance(item, bool)]
    for one, other in combinations(flags, 2):
        if value[one] != value[other]:
            swapped = {**value, one: value[other], other: value[one]}
            yield f"{one} and {other} swapped", swapped


def ids_by_type(resources: Sequence[ReadResource]) -> dict[str, list[Identity]]:
    """Return the ids of the resources by their Azure type."""
    out: dict[str, list[Identity]] = {}
    for item in resources:
        out.setdefault(item.type, []).append(item.identity)
    return out
