"""Values that a parser accepts and a design can't hold: found with their place, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aksdesigner.model.reading import Problem

DEPTH_LIMIT = 64
NODE_LIMIT = 1_000_000
DIGITS = 18  # what fits a 64-bit integer, and every number that a network needs


@dataclass(frozen=True)
class Odd:
    """Stands in the data where a value can't be used: what was found, what was expected."""

    found: str
    expected: str


class PairedObject(dict[str, Any]):
    """An object of a JSON text that remembers which of its keys came twice."""

    repeated: tuple[str, ...] = ()


def paired_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object from its pairs (``object_pairs_hook``), noting keys that come twice."""
    out = PairedObject(pairs)
    if len(out) < len(pairs):
        seen: set[str] = set()
        out.repeated = tuple(
            dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add returns None on purpose
        )
    return out


def whole_number(text: str) -> Any:
    """Return an integer, or an `Odd` for one with more digits than anything real has."""
    digits = len(text.lstrip("-"))
    return int(text) if digits <= DIGITS else Odd(f"a number of {digits} digits", "a usable number")


def real_number(text: str) -> Any:
    """Return a float, or an `Odd` for one beyond what a float can hold."""
    number = float(text)
    return Odd(text[:30], "a number that fits") if abs(number) == float("inf") else number


def constant(text: str) -> Odd:
    """Return the `Odd` of NaN and Infinity, which Python's JSON reader lets in."""
    return Odd(text, "a number")


def step(place: str, key: str) -> str:
    """Return the place of a key below a place."""
    return f"{place}.{key}" if place else key


def oddities(data: Any) -> list[Problem]:
    """Return every value of plain data that a design can't hold, with its place."""
    problems: list[Problem] = []
    stack: list[tuple[str, Any, int]] = [("", data, 0)]
    count = 0
    while stack:
        place, value, depth = stack.pop()
        count += 1
        if depth > DEPTH_LIMIT:
            message = f"found more than {DEPTH_LIMIT} levels, expected fewer"
            problems.append(Problem(place[:120], message))
            break
        if count > NODE_LIMIT:
            problems.append(Problem("", f"found more than {NODE_LIMIT} values, expected fewer"))
            break
        problems.extend(_oddities_here(place, value))
        stack.extend((where, item, depth + 1) for where, item in _children(place, value))
    return problems


def _oddities_here(place: str, value: Any) -> Iterator[Problem]:
    if isinstance(value, Odd):
        yield Problem(place, f"found {value.found}, expected {value.expected}")
    elif isinstance(value, str) and _has_surrogate(value):
        yield Problem(place, f"found {value[:60]!r}, expected text without lone surrogates")
    elif isinstance(value, PairedObject):
        for key in value.repeated:
            yield Problem(step(place, key), "found twice, expected it once")
    if isinstance(value, dict):
        for key in value:
            if _has_surrogate(key):
                yield Problem(place, f"found the key {key[:60]!r}, expected one without surrogates")


def _children(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key in reversed(value):
            yield step(place, key), value[key]
    elif isinstance(value, list):
        for index in range(len(value) - 1, -1, -1):
            yield f"{place}[{index}]", value[index]


def _has_surrogate(text: str) -> bool:
    if text.isascii():
        return False
    return any("\ud800" <= char <= "\udfff" for char in text)
