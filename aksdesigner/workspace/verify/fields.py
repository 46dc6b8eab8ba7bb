"""The drawing and what was read from code, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.omissions import inside
from aksdesigner.model.part import Part, Plain, plain_of
from aksdesigner.workspace.verify.difference import Difference

# resources of their own, compared under their own keys
APART = frozenset({"uid", "subnets", "pools"})


def field_differences(key: str, drawn: Part, written: Part) -> Iterator[Difference]:
    """Yield the fields of one resource that differ."""
    yield from _parts(key, "", drawn, written)


def _parts(key: str, path: str, drawn: Part, written: Part) -> Iterator[Difference]:
    for name in type(drawn).model_fields:
        if name in APART:
            continue
        place = f"{path}.{name}" if path else name
        yield from _values(key, place, getattr(drawn, name), getattr(written, name))


def _values(key: str, path: str, drawn: Any, written: Any) -> Iterator[Difference]:
    if drawn == written:
        return
    if isinstance(drawn, Part) and type(drawn) is type(written):
        yield from _parts(key, path, drawn, written)
    elif _alike(drawn, written):
        for index, (one, other) in enumerate(zip(drawn, written, strict=True)):
            label = getattr(one, "name", None) or index
            yield from _values(key, f"{path}[{label}]", one, other)
    else:
        yield Difference(key, path, said(drawn), said(written))


def _alike(drawn: Any, written: Any) -> bool:
    """Return whether two values are lists of as many parts each."""
    if not (isinstance(drawn, tuple) and isinstance(written, tuple)):
        return False
    return len(drawn) == len(written) and all(isinstance(i, Part) for i in (*drawn, *written))


def said(value: Any) -> str:
    """Return a value as a message shows it."""
    return repr(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        plain: Plain = plain_of(value)
        return plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def carried(drawn: Part, written: Part, path: str, only: str = "") -> Part:
    """Return what was read, with a field of the drawing's where the export lists it as left out.

    `path` is ``field`` or ``field.inner``: an inner one holds for every item of the list, or for
    the one whose name or place `only` is.
    """
    name, _, inner = path.partition(".")
    if name not in type(drawn).model_fields:
        extra = drawn.model_extra or {}  # a field of a newer version, which the analysis asks for
        unknown: Part = written.model_copy(update={name: extra[name]} if name in extra else None)
        return unknown
    old, new = getattr(drawn, name), getattr(written, name)
    if inner and isinstance(old, Part) and isinstance(new, Part):
        value: Any = carried(old, new, inner)
    elif inner and isinstance(old, tuple) and isinstance(new, tuple):
        value = _carried_items(old, new, inner, only)
    else:
        value = old
    copied: Part = written.model_copy(update={name: value})
    return copied


def _carried_items(
    old: tuple[Any, ...], new: tuple[Any, ...], inner: str, only: str
) -> tuple[Any, ...]:
    """Return the items with a field of the drawing's; items belong together by name, else place."""
    names = [getattr(item, "name", None) for item in old]
    if all(names) and len(set(names)) == len(names):
        by_name = dict(zip(names, old, strict=True))
        pairs = [(by_name.get(getattr(item, "name", None)), item) for item in new]
    elif len(old) == len(new):
        pairs = list(zip(old, new, strict=True))
    else:
        return new
    out = []
    for place, (one, item) in enumerate(pairs):
        meant = not only or only in (getattr(one, "name", None), str(place))
        out.append(carried(one, item, inner) if one is not None and meant else item)
    return tuple(out)


def carried_item(drawn: Part, written: Part, name: str, item: str) -> Part:
    """Return what was read, with one item of a list where the drawing has it, by value or name.

    Of a field that is no list an item is an aspect, which no code says: the field is compared.
    """
    old = getattr(drawn, name, None)
    if not isinstance(old, tuple):
        return written
    new = _with_item(old, getattr(written, name), item, top=True)
    copied: Part = written.model_copy(update={name: new})
    return copied


def _with_item(
    old: tuple[Any, ...], new: tuple[Any, ...], item: str, *, top: bool
) -> tuple[Any, ...]:
    """Return the items with one as it is drawn; one inside others stands for itself alone."""
    out = list(new)
    for place, value in enumerate(old):
        name = _name(value)
        same = next((i for i, own in enumerate(out) if name and _name(own) == name), None)
        if item in (str(value), name):
            if same is not None and not top:
                out[same] = value
            elif out.count(value) < old[: place + 1].count(value):
                out.insert(place, value)
        elif same is not None and name and item.startswith(inside(name, "")):
            out[same] = _with_inner_item(value, out[same], item.removeprefix(inside(name, "")))
    return tuple(out)


def _with_inner_item(drawn: Part, written: Part, item: str) -> Part:
    """Return one item with what stands inside it as it is drawn."""
    changes = {}
    for name in type(drawn).model_fields:
        values = getattr(drawn, name)
        if isinstance(values, tuple) and values and isinstance(values[0], Part):
            changes[name] = _with_item(values, getattr(written, name), item, top=False)
    copied: Part = written.model_copy(update=changes)
    return copied


def _name(value: Any) -> Any:
    """Return what an item is told by; a connection of a hub has the network's name alone."""
    return getattr(value, "name", None) or getattr(value, "vnet", None)
