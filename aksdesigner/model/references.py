"""Every reference of a topology: who names whom, in which field, and whether it exists.

Rename, delete, the dangling check, the lines on the canvas and the inspector's choices are all
answered from the `Reference` marks on the fields, so a new kind needs no code here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from aksdesigner.model.fields import Reference
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.topology import Topology


@dataclass(frozen=True)
class Use:
    """One place that names a resource.

    `owner` is the key of the resource that holds the field ("" for a part outside any resource),
    `path` the place in the file below ``topology``, `field` the Python name of the field,
    `target` the key that is named.
    """

    owner: Key
    path: str
    field: str
    target: Key
    required: bool


def reference_of(info: FieldInfo) -> Reference | None:
    """Return the mark of a field whose text, or whose items, name a resource."""
    for item in info.metadata:
        if isinstance(item, Reference):
            return item
    return _marked(info.annotation)


def _marked(annotation: Any) -> Reference | None:
    if get_origin(annotation) is Annotated:
        for item in get_args(annotation)[1:]:
            if isinstance(item, Reference):
                return item
    for inner in get_args(annotation):
        found = _marked(inner)
        if found:
            return found
    return None


@cache
def fields_of(kind: type[Part]) -> tuple[tuple[str, FieldInfo, Reference | None], ...]:
    """Return (name, field, mark) of a class; looked up once, since marks never change."""
    return tuple((name, info, reference_of(info)) for name, info in kind.model_fields.items())


def target_key(mark: Reference, text: str, vnet: str | None) -> Key:
    """Return the key that a reference text means, given the network around it."""
    if mark.kind == "*":
        kind, name = split_key(text)
        return key_of(kind, name)
    if mark.kind == "subnet" and mark.within:
        return key_of("subnet", f"{vnet or ''}/{text}")
    return key_of(mark.kind, text)


def target_text(mark: Reference, key: Key) -> str:
    """Return how a field with this mark writes a key (the reverse of `target_key`)."""
    kind, name = split_key(key)
    if mark.kind == "*":
        return key_of(kind, name)
    return name.partition("/")[2] if mark.within else name


Rewrite = Callable[[Reference, str, Key], "str | None"]


def uses_of(topology: Topology) -> Iterator[Use]:
    """Yield every reference of the topology, in file order."""
    found: list[Use] = []

    def visit(part: Part, path: str, owner: Key, vnet: str | None) -> None:
        own_vnet = getattr(part, "vnet", None) or vnet
        for name, info, mark in fields_of(type(part)):
            value = getattr(part, name)
            label = f"{path}.{info.alias or name}" if path else str(info.alias or name)
            if mark is not None:
                for text in _texts(value):
                    key = target_key(mark, text, own_vnet)
                    found.append(Use(owner, label, name, key, mark.required))
            else:
                _descend(value, label, owner, own_vnet)

    def _descend(value: Any, label: str, owner: Key, vnet: str | None) -> None:
        if isinstance(value, Part):
            visit(value, label, _owner_key(value, owner), vnet)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                _descend(item, f"{label}[{index}]", owner, vnet)

    visit(topology, "", "", None)
    yield from found


def _owner_key(part: Part, outer: Key) -> Key:
    if not isinstance(part, Resource):
        return outer
    name = part.name  # type: ignore[attr-defined]
    if part.kind in ("subnet", "pool"):
        return key_of(part.kind, f"{split_key(outer)[1]}/{name}")
    return key_of(part.kind, name)


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def dangling(topology: Topology) -> list[Use]:
    """Return the references that name nothing in the design."""
    known = topology.index.by_key
    return [use for use in uses_of(topology) if use.required and use.target not in known]


def rewritten(topology: Topology, change: Callable[[Key], Key | None]) -> Topology:
    """Return the topology with every reference passed through `change` (key -> key or None).

    None clears the field, or drops the item of a list; a part whose required reference is cleared
    is dropped from the list that holds it. Parts that need no change keep their identity.
    """
    result = _rewrite(topology, None, change)
    assert isinstance(result, Topology)
    return result


def _rewrite(part: Part, vnet: str | None, change: Callable[[Key], Key | None]) -> Part | None:
    own_vnet = getattr(part, "vnet", None) or vnet
    updates: dict[str, Any] = {}
    for name, info, mark in fields_of(type(part)):
        value = getattr(part, name)
        if mark is not None:
            new = _rewrite_texts(mark, value, own_vnet, change)
            if new is None and info.is_required():
                return None
            if new is None and value is not None:
                new = info.get_default(call_default_factory=True)
        else:
            new = _rewrite_value(value, own_vnet, change)
        if new is not value:
            updates[name] = new
    return part.model_copy(update=updates) if updates else part


def _rewrite_texts(
    mark: Reference, value: Any, vnet: str | None, change: Callable[[Key], Key | None]
) -> Any:
    if value is None:
        return None
    texts = _texts(value)
    keys = [(text, target_key(mark, text, vnet)) for text in texts]
    changed = [(text, key, change(key)) for text, key in keys]
    if all(new == key for _, key, new in changed):
        return value
    out = [
        text if new == key else target_text(mark, new)
        for text, key, new in changed
        if new is not None
    ]
    if isinstance(value, str):
        return out[0] if out else None
    return tuple(out)


def _rewrite_value(value: Any, vnet: str | None, change: Callable[[Key], Key | None]) -> Any:
    if isinstance(value, Part):
        return _rewrite(value, vnet, change)
    if not isinstance(value, tuple) or not any(isinstance(item, Part) for item in value):
        return value
    out = [_rewrite(item, vnet, change) for item in value if isinstance(item, Part)]
    kept = [item for item in out if item is not None]
    if len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True)):
        return value
    return tuple(kept)
