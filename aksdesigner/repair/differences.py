"""What an edit changes, in words: one short line for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksdesigner.edit.changes import INNER
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of
from aksdesigner.model.part import Part, Resource, plain_of

LONGEST = 120


def changes_between(before: Document, after: Document) -> tuple[str, ...]:
    """Return what differs between two states of one design; positions and notes are left out."""
    return tuple((*_resources(before, after), *_beside(before, after)))


def _resources(before: Document, after: Document) -> Iterator[str]:
    old, new = before.topology.index, after.topology.index
    if before.topology is after.topology:
        return
    for entry in old.entries:
        if entry.resource.uid not in new.by_uid:
            yield f"Remove {_title(entry.resource)} {label_of(entry.key)}"
    for entry in new.entries:
        earlier = old.by_uid.get(entry.resource.uid)
        if earlier is None:
            said = ", ".join(_words(entry.resource))
            yield _short(f"Add {_title(entry.resource)} {label_of(entry.key)}: {said}".rstrip(": "))
        elif earlier.resource is not entry.resource:
            for change in _parts(earlier.resource, entry.resource):
                yield _short(f"{label_of(earlier.key)}: {change}")
    yield from _plain_parts(before, after)


def _plain_parts(before: Document, after: Document) -> Iterator[str]:
    """Yield what differs among the parts of the topology that are no resources."""
    for name, info in type(before.topology).model_fields.items():
        was, now = getattr(before.topology, name), getattr(after.topology, name)
        if was is not now and not any(isinstance(item, Resource) for item in (*was, *now)):
            label = info.title or name
            yield from (_short(f"{label}: {change}") for change in _listed(was, now))


def _title(resource: Resource) -> str:
    """Return what a kind is called within a sentence; abbreviations and names keep their capitals."""
    title = resource.title
    is_name = title[:2].isupper() or title.startswith("Azure")
    return title if is_name else title[:1].lower() + title[1:]


def _words(part: Part) -> Iterator[str]:
    """Yield the fields of a new thing that say something."""
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        default = None if info.is_required() else info.get_default(call_default_factory=True)
        if name in ("uid", "name", *INNER.values()) or value in (None, default):
            continue
        yield f"{_label(info.title, name)} {_told(value)}"


def _label(title: str | None, name: str) -> str:
    text = title or name
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _parts(old: Part, new: Part) -> Iterator[str]:
    for name, info in type(new).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if name in ("uid", *INNER.values()) or was == now:
            continue
        label = _label(info.title, name)
        if _is_list_of_parts(was) or _is_list_of_parts(now):
            yield from (f"{label}: {change}" for change in _listed(was or (), now or ()))
        elif isinstance(was, Part) and isinstance(now, Part):
            yield from (f"{label}: {change}" for change in _parts(was, now))
        elif was is None and isinstance(now, Part):
            yield f"{label}: {', '.join(_words(now))}"
        elif isinstance(was, dict) and isinstance(now, dict):
            yield from (f"{label}: {change}" for change in _mapped(was, now))
        else:
            yield f"{label} {_told(was)} → {_told(now)}"


def _is_list_of_parts(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Part) for item in value)


def _listed(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    """Yield what differs between two lists of parts, matched by name, else by meaning."""
    before = {_name(part, order): part for order, part in enumerate(old)}
    after = {_name(part, order): part for order, part in enumerate(new)}
    for name, part in before.items():
        if name not in after:
            yield f"remove {_told(part)}"
    for name, part in after.items():
        if name not in before:
            yield f"add {_told(part)}"
        elif before[name] != part:
            yield f"{name}: {', '.join(_parts(before[name], part))}"


def _name(part: Any, order: int) -> str:
    for field in ("name", "vnet", "ip", "suffix", "subnet"):
        value = getattr(part, field, None)
        if value is not None:
            return str(value)
    return f"{order + 1}"


def _mapped(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield f"{key} {_told(old.get(key))} → {_told(new.get(key))}"


def _told(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Part):
        return _told(plain_of(value))
    if isinstance(value, Mapping):
        return " ".join(_told(item) for item in value.values())
    if isinstance(value, (tuple, list)):
        return " and ".join(_told(item) for item in value)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _beside(before: Document, after: Document) -> Iterator[str]:
    """Yield what changes beside the topology."""
    if before.settings != after.settings:
        yield from (f"Settings: {change}" for change in _parts(before.settings, after.settings))
    gone = len(before.queries) - len(after.queries)
    if gone > 0:
        yield f"Remove {gone} intent{'' if gone == 1 else 's'}"
    elif before.queries is not after.queries:
        changed = sum(a != b for a, b in zip(before.queries, after.queries, strict=False))
        if changed:
            yield f"{changed} intent{'' if changed == 1 else 's'} follow the new addresses"
    if before.registry != after.registry:
        yield "The address registry changes"
