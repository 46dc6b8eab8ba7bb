"""Set a field: what the inspector does. The model validates; a refusal carries its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import (
    INNER,
    checked,
    found,
    full_key,
    holder_of,
    require_free_name,
    require_resolved,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.mentions import renamed_mentions
from aksdesigner.edit.rename import Rename, moved_keys, new_key_of
from aksdesigner.edit.resettle import resettled
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.part import ABSENT, Part, Resource

Step = str | int


@dataclass(frozen=True)
class SetField:
    """Set one field of a resource.

    `path` names it as in Python or in the file, into parts and lists if need be:
    ``prefixes``, ``routes[0].nextHopIp``, ``outbound.managed_ips``. `value` is what the file would
    hold (text for addresses); None puts the default back. A name is renamed everywhere; a new
    network brings a subnet of that network.
    """

    key: Key
    path: str
    value: Any

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Change {self.path} of {label_of(self.key)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the field set. Raises Refused with what was expected."""
        return SetFields(self.key, {self.path: self.value}).apply(document)


@dataclass(frozen=True)
class SetFields:
    """Set several fields of a resource in one step."""

    key: Key
    values: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Change {label_of(self.key)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the fields set. Raises Refused with what was expected."""
        values = dict(self.values)
        if split_key(self.key)[0] == "peering" or "name" not in values:
            return _with_fields(document, full_key(self.key), values)
        name = values.pop("name")
        if not name:
            raise Refused("A name can't be empty.")
        after = _with_fields(document, full_key(self.key), values) if values else document
        return Rename(self.key, str(name)).apply(after)


@dataclass(frozen=True)
class SetSettings:
    """Set fields of the settings; `name` is the name of the design itself."""

    values: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Change settings"

    def apply(self, document: Document) -> Document:
        """Return the document with the settings. Raises Refused with what was expected."""
        values = dict(self.values)
        after = document
        if "name" in values:
            after = _named(document, values.pop("name"))
        changes = _changes_of(after.settings, values)
        settings = checked(after.settings, changes)
        return after if settings is after.settings else after.replace(settings=settings)


def _named(document: Document, name: Any) -> Document:
    """Return the design under another name; its parts stay the very same ones."""
    if not isinstance(name, str) or not name.strip():
        raise Refused("A design needs a name.")
    return document if name == document.name else document.replace(name=name)


def _with_fields(document: Document, key: Key, values: Mapping[str, Any]) -> Document:
    topology = document.topology
    old = found(topology.index, key)
    if any(split_path(path)[:1] == [field] for path in values for field in INNER.values()):
        raise Refused("Subnets and pools are changed one by one.")
    new = checked(old, _changes_of(old, values))
    new = resettled(document, old, new)
    if new is old:
        return document
    changed = with_topology(document, with_replaced(topology, old, new))
    new_key = key_of(old.kind, getattr(new, "name", "")) if old.kind not in INNER else key
    if new_key != key:  # a peering is named by its ends
        require_free_name(topology.index, old.kind, split_key(new_key)[1], apart_from=old)
        changed = renamed_mentions(changed, moved_keys(topology.index, key, new_key))
    outer = holder_of(changed.topology.index, new) if old.kind in INNER else new
    require_resolved(changed.topology, outer)
    return changed


def _changes_of(part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for path, value in values.items():
        current = part.model_copy(update=changes) if changes else part
        name, changed = _change(current, split_path(path), value)
        changes[name] = changed
    return changes


def split_path(path: str) -> list[Step]:
    """Return the steps of a path: ``routes[0].nextHopIp`` -> ["routes", 0, "nextHopIp"]."""
    if not re.fullmatch(r"\w+(\[\d+\]|\.\w+)*", path):
        raise Refused(f"{path} is no field.")
    return [int(s) if s.isdecimal() else s for s in re.findall(r"\w+", path)]


def _change(part: Part, steps: list[Step], value: Any) -> tuple[str, Any]:
    """Return the field of `part` that a path starts with, and its new value."""
    name, is_single = _field_of(part, str(steps[0]))
    rest = steps[1:]
    info = type(part).model_fields[name]
    if not rest:
        if is_single and value is not None:
            return name, value if isinstance(value, (list, tuple)) else (value,)
        if value is None and name in type(part).told:
            return name, ABSENT
        if value is None and not info.is_required():
            return name, info.get_default(call_default_factory=True)
        return name, value
    return name, _inside(name, getattr(part, name), rest, value)


def _inside(name: str, current: Any, rest: list[Step], value: Any) -> Any:
    """Return the value of a field with something inside it changed."""
    step = rest[0]
    if isinstance(current, tuple) and isinstance(step, int):
        if step >= len(current):
            raise Refused(f"{name} has no item {step}.")
        item = current[step]
        new = value if len(rest) == 1 else _part_with(item, rest[1:], value, name)
        return (*current[:step], new, *current[step + 1 :])
    if isinstance(current, dict) and isinstance(step, str) and len(rest) == 1:
        without = {key: item for key, item in current.items() if key != step}
        return without if value is None else {**current, step: value}
    if current is None and isinstance(step, str):
        return _empty_part(name, rest, value)
    return _part_with(current, rest, value, name)


def _part_with(item: Any, rest: list[Step], value: Any, name: str) -> Part:
    if not isinstance(item, Part):
        raise Refused(f"{name} has nothing inside.")
    field, changed = _change(item, rest, value)
    return checked(item, {field: changed})


def _empty_part(name: str, rest: list[Step], value: Any) -> Any:
    """Return what a part that was absent holds with one field set."""
    if len(rest) != 1:
        raise Refused(f"{name} has nothing inside.")
    return {str(rest[0]): value}


def _field_of(part: Part, text: str) -> tuple[str, bool]:
    """Return a field's Python name, and whether the text is its singular spelling."""
    for plural, single in type(part).singular.items():
        if text == single:
            return plural, True
    for name, info in type(part).model_fields.items():
        if text in (name, info.alias) and not info.exclude:
            return name, False
    title = type(part).title if isinstance(part, Resource) else "This part"
    raise Refused(f"{title} has no field {text}.")


def key_after(command: SetField | SetFields, document: Document) -> Key:
    """Return the key of the resource after the command (a name may have changed)."""
    values = {command.path: command.value} if isinstance(command, SetField) else command.values
    name = values.get("name")
    if name is None or document.topology.index.at(command.key) is None:
        return command.key
    return new_key_of(Rename(command.key, str(name)))
