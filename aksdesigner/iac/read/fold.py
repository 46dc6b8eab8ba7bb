"""Functions and operators over values: what is known is computed, the rest stays a value of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.iac.read.values import OWN_SUBSCRIPTION, Asked, Called, Identity, Mixed, Runtime

_CHILD = re.compile(r"(?:/[A-Za-z]+/[^/]+)+")
SYMBOLIC = (Asked, Called, Identity, Mixed, Runtime)


def is_known(value: Any) -> bool:
    """Return whether nothing in a value waits for the deployment."""
    if isinstance(value, SYMBOLIC):
        return False
    if isinstance(value, Mapping):
        return all(is_known(k) and is_known(v) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return all(is_known(item) for item in value)
    return True


def joined(pieces: list[Any]) -> Any:
    """Return an interpolation: a text, the id of a part of a resource, or a mixture."""
    out: list[Any] = []
    for piece in pieces:
        items = piece.pieces if isinstance(piece, Mixed) else (piece,)
        for item in items:
            text = _text(item)
            if text is not None and out and isinstance(out[-1], str):
                out[-1] += text
            elif text is not None:
                if text:
                    out.append(text)
            else:
                out.append(item)
    if not out:
        return ""
    if len(out) == 1:
        return out[0]
    first, second = out[0], out[1]
    if isinstance(first, Identity) and isinstance(second, str):
        child = _child(first, second) if len(out) == 2 else None
        if child is not None:
            return child
    return Mixed(tuple(out))


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int)) else None


def _child(of: Identity, text: str) -> Identity | None:
    if not _CHILD.fullmatch(text):
        return None
    parts = text.split("/")[1:]
    kind = "/".join((of.type, *parts[::2]))
    return Identity(kind, (*of.names, *parts[1::2]), of.group, of.subscription)


def step(value: Any, key: Any) -> Any:
    """Return a member or item of a value. Raises KeyError where a known value lacks it."""
    if isinstance(value, Runtime):
        return Runtime(value.of, (*value.path, key))
    if isinstance(value, Called) and isinstance(key, str):
        return Called(value.function, value.arguments, f"{value.member}.{key}".lstrip("."))
    if isinstance(value, SYMBOLIC):
        return Called("step", (value, key))
    if isinstance(value, (list, tuple)) and isinstance(key, int):
        if not -1 < key < len(value):
            raise KeyError(key)
        return value[key]
    if isinstance(value, Mapping):
        return value[key]
    raise KeyError(key)


def apply(function: str, arguments: list[Any], group: Any, subscription: Any = None) -> Any:
    """Return what a function makes of its arguments, in a resource group of a subscription."""
    if function in ("resourceId", "az.resourceId"):
        return resource_id(arguments, group, subscription)
    if function in ("concat", "format") and not any(isinstance(a, list) for a in arguments):
        return joined(arguments) if function == "concat" else _formatted(arguments)
    known = FUNCTIONS.get(function)
    if known is None or not all(is_known(a) for a in arguments):
        return Called(function, tuple(arguments))
    return known(*arguments)


def resource_id(arguments: list[Any], group: Any, around: Any = None) -> Any:
    """Return the identity that ``resourceId`` names; a group, or subscription and group, come first."""
    place = next((i for i, a in enumerate(arguments) if _is_type(a)), None)
    if place is None or place > 2:
        return Called("resourceId", tuple(arguments))
    kind, names = arguments[place], arguments[place + 1 :]
    if len(names) != kind.count("/"):
        return Called("resourceId", tuple(arguments))
    own = arguments[place - 1] if place else group
    subscription = arguments[0] if place == 2 else around
    # the subscription of the deployment is never named
    subscription = None if subscription == OWN_SUBSCRIPTION else subscription
    return Identity(kind, tuple(names), own, subscription)


def _is_type(value: Any) -> bool:
    """Return whether a value is a type; a group of another name may have a slash too."""
    return isinstance(value, str) and value.startswith("Microsoft.") and "/" in value


def _formatted(arguments: list[Any]) -> Any:
    pattern, values = arguments[0], arguments[1:]
    if not isinstance(pattern, str):
        return Called("format", tuple(arguments))
    pieces = re.split(r"\{(\d+)\}", pattern)
    return joined([values[int(p)] if i % 2 else p for i, p in enumerate(pieces)])


def _union(*values: Any) -> Any:
    if isinstance(values[0], Mapping):
        return {k: v for value in values for k, v in value.items()}
    return list(dict.fromkeys(item for value in values for item in value))


def _concat(*values: Any) -> Any:
    return [item for value in values for item in value]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "empty": lambda value: not value,
    "length": len,
    "toLower": lambda text: text.lower(),
    "toUpper": lambda text: text.upper(),
    "string": lambda value: _text(value) or value,
    "int": int,
    "first": lambda value: value[0],
    "last": lambda value: value[-1],
    "contains": lambda value, item: item in value,
    "union": _union,
    "concat": _concat,
    "split": lambda text, sign: text.split(sign),
    "join": lambda items, sign: sign.join(items),
    "range": lambda start, count: list(range(start, start + count)),
    "createObject": lambda *pairs: dict(zip(pairs[::2], pairs[1::2], strict=True)),
    "createArray": lambda *items: list(items),
    "true": lambda: True,
    "false": lambda: False,
    "null": lambda: None,
    "not": lambda value: not value,
    "and": lambda *values: all(values),
    "or": lambda *values: any(values),
    "equals": lambda one, other: one == other,
    "if": lambda test, yes, no: yes if test else no,
    "unary !": lambda value: not value,
    "unary -": lambda value: -value,
    "?:": lambda test, yes, no: yes if test else no,
    "??": lambda value, other: other if value is None else value,
    "||": lambda one, other: one or other,
    "&&": lambda one, other: one and other,
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one // other,
    "%": lambda one, other: one % other,
}
