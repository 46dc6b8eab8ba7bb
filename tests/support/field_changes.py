"""What becomes of every field of every kind in an export, found by changing it.

The design of every kind is exported once with each field changed. A field is written where the text of
the code changes; else the export has to list it with a reason. Nothing is read from a table, so
that what is said of a field can't be wrong.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic.alias_generators import to_camel

from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.reading import read_document
from aksdesigner.model.references import dangling, reference_of, rewritten

DESIGN = read_document(
    yaml.safe_load((Path(__file__).parent / "all_kinds.yaml").read_text("utf-8"))
).document

ALL_DIALECTS = tuple(DIALECTS)

# other names of the design, by the kind that a field refers to
NAMES = {
    "vnet": ("far", "theirs"),
    "subnet": ("later", "shared", "work", "pods", "nodes"),
    "rt": "rt-theirs",
    "nsg": "nsg-shared",
    "natgw": "ng-zonal",
    "paas": "images",
    "zone": "corp.example",
    "site": "rome",
    "gw": "vpn",
    "*": ("vm:jump", "vm:agent"),
}
# values that a field takes, where its type alone does not tell them
VALUES: dict[str, Any] = {
    "next_hop_ip": Address.parse("10.0.1.9"),
    "dns_service_ip": Address.parse("10.245.0.99"),
    "max_surge": "5",
    "max_unavailable": "2",
    "private_dns_zone": "none",
    "port": "81",
    "to_port": "82",
    "probe_port": "83",
    "max_count": 12,
    "min_count": 1,
    "asn": 65099,
    "max_pods": 77,
    "connections_per_node": 9,
    "reserve_for": 9,
    "outbound_type": "none",
    "owner": "other",
    "fqdn": "other.example",
}


@dataclass(frozen=True)
class Place:
    """A field of a kind: `path` leads from the resource to it, through its parts."""

    kind: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field's own name in the model."""
        return self.path[-1]

    @property
    def inner(self) -> str:
        """The path of the part that has the field, as reports say it."""
        return ".".join(self.path[:-1])

    def in_file(self) -> str:
        """Return the path as a design's file spells it."""
        return ".".join(to_camel(name.rstrip("_")) for name in self.path)


@dataclass(frozen=True)
class Outcome:
    """Whether a field is written in a dialect, and the reasons that the export gave where not."""

    written: bool
    reasons: tuple[str, ...]


@cache
def places() -> dict[Place, list[tuple[Key, Part]]]:
    """Return every field of every kind, with the parts of the design that have it."""
    found: dict[Place, list[tuple[Key, Part]]] = {}
    for key, path, part in parts_of(DESIGN.topology):
        if not key:
            continue
        for name in type(part).model_fields:
            if name != "uid" and not (isinstance(part, Resource) and _holds_resources(part, name)):
                place = Place(split_key(key)[0], (*path, name))
                found.setdefault(place, []).append((key, part))
    return found


def _holds_resources(part: Resource, name: str) -> bool:
    """Subnets and pools are kinds of their own."""
    value = getattr(part, name)
    return isinstance(value, tuple) and any(isinstance(item, Resource) for item in value)


@cache
def base(dialect: str) -> Exported:
    """Return the export of the design as it is."""
    return export(DESIGN, dialect)


@cache
def outcomes(
    place: Place, dialects: tuple[str, ...] = ALL_DIALECTS, *, thorough: bool = True
) -> dict[str, Outcome]:
    """Return what becomes of a field, by dialect; neither written nor a reason means silence.

    Without `thorough` the first reason ends the search for a value that is written.
    """
    found: dict[str, Outcome] = {}
    reasons: dict[str, dict[str, None]] = {dialect: {} for dialect in dialects}
    for document, keys in changed_designs(place):
        for dialect in dialects:
            if dialect in found:
                continue
            exported = export(document, dialect)
            if _code(exported) != _code(base(dialect)):
                found[dialect] = Outcome(True, _usual_reasons(place, dialect))
            # what is removed was reported before, where no dialect says it
            for omission in (*exported.omissions, *base(dialect).omissions):
                if omission.resource in keys and omission.field in _spellings(place):
                    reasons[dialect][omission.reason] = None
        if all(d in found or (reasons[d] and not thorough) for d in dialects):
            break
    return {
        dialect: found.get(dialect, Outcome(False, tuple(reasons[dialect]))) for dialect in dialects
    }


def _usual_reasons(place: Place, dialect: str) -> tuple[str, ...]:
    """Return why the design's own values of a written field are not all written."""
    whole = ".".join(place.path)
    found = (
        o.reason
        for o in base(dialect).omissions
        if split_key(o.resource)[0] == place.kind and o.field == whole
    )
    return tuple(dict.fromkeys(found))


def _spellings(place: Place) -> tuple[str, ...]:
    return (".".join(place.path), place.name, place.path[0])


def _code(exported: Exported) -> dict[str, str]:
    return {name: text for name, text in exported.files.items() if not name.endswith("README.md")}


def changed_designs(place: Place) -> Iterator[tuple[Document, set[Key]]]:
    """Yield designs with other values in a field, and the keys of the resources changed.

    Every part that has the field gets its next other value at once, since what no change of all
    of them writes, no change of one does. Names change alone: references follow them.
    """
    parts = places()[place]
    if place.path == ("name",):
        for key, part in parts:
            yield from _renamed_designs(key, part)
        return
    values = [list(other_values(part, place.name)) for _, part in parts]
    for turn in range(max(map(len, values))):
        changed = {
            id(part): part.model_copy(update={place.name: choices[turn]})
            for (_, part), choices in zip(parts, values, strict=True)
            if turn < len(choices)
        }
        for some in (changed, *({part: new} for part, new in changed.items())):
            document: Document = _replaced(DESIGN, some)
            if not dangling(document.topology):
                yield document, {key for key, part in parts if id(part) in some}
                if some is changed:
                    break


def _renamed_designs(key: Key, part: Part) -> Iterator[tuple[Document, set[Key]]]:
    for value in other_values(part, "name"):
        changed = part.model_copy(update={"name": value})
        assert isinstance(changed, Resource)
        document = _renamed(_replaced(DESIGN, {id(part): changed}), key, changed)
        if not dangling(document.topology):
            yield document, {key, document.topology.index.by_uid[changed.uid].key}


def parts_of(
    value: Any, key: Key = "", path: tuple[str, ...] = ()
) -> Iterator[tuple[Key, tuple[str, ...], Part]]:
    """Yield (key of the resource, path inside it, part)."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item, key, path)
    if not isinstance(value, Part):
        return
    if isinstance(value, Resource):
        key, path = DESIGN.topology.index.key(value), ()
    yield key, path, value
    for name in type(value).model_fields:
        yield from parts_of(getattr(value, name), key, (*path, name) if key else ())


def _replaced(value: Any, new: dict[int, Part]) -> Any:
    """Return a value with other parts in place of those whose ids are given."""
    if isinstance(value, tuple):
        items = tuple(_replaced(item, new) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if not isinstance(value, Part):
        return value
    value = new.get(id(value), value)
    changes = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        changed = _replaced(inner, new)
        if changed is not inner:
            changes[name] = changed
    return value.model_copy(update=changes) if changes else value


def _renamed(document: Document, old: Key, changed: Resource) -> Document:
    """Return a document whose references follow a resource to its new name."""
    kind, _, place = old.rpartition(":")
    owner = place.rpartition("/")[0]
    named = getattr(changed, "name", "")
    new = f"{kind}:{owner}/{named}" if owner else f"{kind}:{named}"

    def follow(key: Key) -> Key:
        if key == old:
            return new
        own, _, rest = key.partition(":")
        inside = own == "subnet" and kind == "vnet" and rest.startswith(f"{place}/")
        return f"subnet:{named}/{rest.partition('/')[2]}" if inside else key

    return document.replace(topology=rewritten(document.topology, follow))


def other_values(part: Part, name: str) -> Iterator[Any]:
    """Yield other values of a field."""
    info, value = type(part).model_fields[name], getattr(part, name)
    mark = reference_of(info)
    if mark is not None:
        names = NAMES.get(mark.kind) or _all_names(mark.kind)
        texts = names if isinstance(names, tuple) else (names,)
        for text in texts:
            yield (*value, text) if isinstance(value, tuple) else text
        if isinstance(value, tuple) and value:
            yield value[:-1]
        return
    if isinstance(value, bool):
        yield not value
    elif name in VALUES:
        yield VALUES[name]
    yield from _by_type(info.annotation, value)


def _all_names(kind: str) -> tuple[str, ...]:
    entries = DESIGN.topology.index.entries
    return tuple(getattr(e.resource, "name", "") for e in entries if e.resource.kind == kind)


def _by_type(annotation: Any, value: Any) -> Iterator[Any]:
    if get_origin(annotation) is typing.Annotated:
        annotation = get_args(annotation)[0]
    inner, choices, text = _part_in(annotation), _choices(annotation), str(annotation)
    if inner is not None:
        yield () if isinstance(value, tuple) else None if isinstance(value, Part) else inner()
    elif choices:
        yield from ((c,) if isinstance(value, tuple) else c for c in choices if c != value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value + 1
    elif isinstance(value, dict):
        yield {**value, "changed": Address.parse("10.0.2.99") if "Address" in text else "changed"}
    elif isinstance(value, tuple):
        yield value[1:]
        yield (Cidr.parse("10.200.0.0/16"),) if "Cidr" in text else ("3",)
    elif value is None and "tuple[" in text:
        yield (Cidr.parse("10.200.0.0/16"),)
    elif "Address" in text:
        yield Address.parse("10.0.2.99")
    elif isinstance(value, (str, Cidr)) or value is None:
        yield "changed"


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((p for a in get_args(annotation) if (p := _part_in(a))), None)


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(c for inner in get_args(annotation) for c in _choices(inner))
