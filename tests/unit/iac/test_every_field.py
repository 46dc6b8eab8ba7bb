"""Every field of every kind reaches the code, or is reported as left out with its reason."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.reading import read_document
from aksdesigner.model.references import dangling, reference_of, rewritten
from tests.support.exports import LANGUAGES

SUPPORT = Path(__file__).resolve().parents[2] / "support"
DESIGN = read_document(yaml.safe_load((SUPPORT / "all_kinds.yaml").read_text())).document

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
# parts that are nobody's resource: reservations, and what others have on the Internet
NOT_DEPLOYED = ("Topology", "EndpointReservation", "PublicResource")
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


def _parts(value: Any, key: Key = "", path: str = "") -> Iterator[tuple[Key, str, Part]]:
    """Yield (key of the resource, path inside it, part)."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item, key, path)
    if not isinstance(value, Part):
        return
    if isinstance(value, Resource):
        key, path = DESIGN.topology.index.key(value), ""
    yield key, path, value
    for name in type(value).model_fields:
        yield from _parts(getattr(value, name), key, f"{path}.{name}" if path else name)


def _replaced(value: Any, old: Part, new: Part) -> Any:
    if value is old:
        return new
    if isinstance(value, tuple):
        items = tuple(_replaced(item, old, new) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if not isinstance(value, Part):
        return value
    changes = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        changed = _replaced(inner, old, new)
        if changed is not inner:
            changes[name] = changed
    return value.model_copy(update=changes) if changes else value


def _renamed(document: Document, old: Key, changed: Resource) -> Document:
    """Return a document whose references follow a resource to its new name."""
    kind, _, place = old.rpartition(":")
    owner = place.rpartition("/")[0]
    new = f"{kind}:{owner}/{changed.name}" if owner else f"{kind}:{changed.name}"

    def follow(key: Key) -> Key:
        if key == old:
            return new
        own, _, rest = key.partition(":")
        inside = own == "subnet" and kind == "vnet" and rest.startswith(f"{place}/")
        return f"subnet:{changed.name}/{rest.partition('/')[2]}" if inside else key

    return document.replace(topology=rewritten(document.topology, follow))


def _others(part: Part, name: str) -> Iterator[Any]:
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
    return tuple(e.resource.name for e in entries if e.resource.kind == kind)


def _by_type(annotation: Any, value: Any) -> Iterator[Any]:
    if get_origin(annotation) is typing.Annotated:
        annotation = get_args(annotation)[0]
    choices = _choices(annotation)
    if choices:
        yield from ((c,) if isinstance(value, tuple) else c for c in choices if c != value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value + 1
    elif isinstance(value, dict):
        sample = Address.parse("10.0.2.99") if "Address" in str(annotation) else "changed"
        yield {**value, "changed": sample}
    elif isinstance(value, tuple):
        if _holds_parts(annotation):
            yield ()
            return
        yield value[1:]
        text = str(annotation)
        yield (Cidr.parse("10.200.0.0/16"),) if "Cidr" in text else ("3",)
    elif value is None and "tuple[" in str(annotation):
        yield (Cidr.parse("10.200.0.0/16"),)
    elif "Address" in str(annotation):
        yield Address.parse("10.0.2.99")
    elif isinstance(value, (str, Cidr)) or value is None:
        yield "changed"


def _holds_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return True
    return any(_holds_parts(inner) for inner in get_args(annotation))


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(c for inner in get_args(annotation) for c in _choices(inner))


def _code(exported: Exported) -> dict[str, str]:
    return {name: text for name, text in exported.files.items() if name != "README.md"}


def _is_reported(exported: Exported, key: Key, path: str, name: str) -> bool:
    whole = f"{path}.{name}" if path else name
    return any(
        o.resource == key and o.reason and o.field in (whole, name, path.partition(".")[0])
        for o in exported.omissions
    )


def _fields() -> list[tuple[type[Part], str]]:
    seen = dict.fromkeys(type(part) for _, _, part in _parts(DESIGN.topology))
    return [
        (part, name)
        for part in seen
        for name in part.model_fields
        if name != "uid" and part.__name__ not in NOT_DEPLOYED
    ]


BASE = {dialect: export(DESIGN, dialect) for dialect in LANGUAGES}


@pytest.mark.parametrize("dialect", LANGUAGES)
@pytest.mark.parametrize(("part", "name"), _fields(), ids=lambda v: getattr(v, "__name__", v))
def test_a_changed_field_changes_the_code_or_is_reported(part, name, dialect):
    before = _code(BASE[dialect])
    for key, path, item in _parts(DESIGN.topology):
        if type(item) is not part:
            continue
        for value in _others(item, name):
            changed = item.model_copy(update={name: value})
            document: Document = _replaced(DESIGN, item, changed)
            if name == "name" and isinstance(item, Resource):
                document = _renamed(document, key, changed)
            if dangling(document.topology):
                continue
            found = export(document, dialect)
            new_key = document.topology.index.by_uid.get(getattr(changed, "uid", ""))
            keys = {key, new_key.key if new_key else key}
            # what is removed was reported before, where no dialect says it
            both = [(e, k) for e in (found, BASE[dialect]) for k in keys]
            if _code(found) != before or any(_is_reported(e, k, path, name) for e, k in both):
                return
    pytest.fail(f"no value of {part.__name__}.{name} shows in {dialect}, nor is it reported")


def test_the_design_holds_every_kind_and_part():
    found = {type(part).__name__ for _, _, part in _parts(DESIGN.topology)}
    wanted = {
        c.__name__ for c in _subclasses(Part) if c.__module__.startswith("aksdesigner.model.kinds")
    }
    assert wanted <= found


def _subclasses(base: type[Part]) -> Iterator[type[Part]]:
    for inner in base.__subclasses__():
        yield inner
        yield from _subclasses(inner)
