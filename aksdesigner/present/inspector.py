"""The inspector's form: sections and fields of a resource, read from its model, without Qt.

Labels, help, units, bounds, choices and references come from the marks on the fields, so a new
kind or field needs no code here. Values are edited through `aksdesigner.interact.form`.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.document import Document
from aksdesigner.model.fields import Reference
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.references import reference_of, target_text

Control = Literal["text", "number", "switch", "choice", "reference", "table", "pairs", "part"]

HIDDEN = {"uid", "unknown", "subnets", "pools"}


@dataclass(frozen=True)
class Choice:
    """One entry of a combo: what is stored (None: nothing) and what people read."""

    value: str | None
    label: str


@dataclass(frozen=True)
class FieldForm:
    """One field of a form.

    `kind` is the model class that owns the field, `name` its Python name. `values` holds the
    value of every selected resource, so more than one distinct value means mixed. `is_list` fields
    are edited as comma lists. `columns` describe the cells of a table, `parts` the fields inside a
    nested object. `placeholder` says what an empty field means.
    """

    kind: type[Part]
    name: str
    label: str
    control: Control
    values: tuple[Any, ...] = ()
    help: str = ""
    unit: str = ""
    low: int | None = None
    high: int | None = None
    choices: tuple[Choice, ...] = ()
    is_list: bool = False
    is_optional: bool = False
    is_required: bool = False
    is_advanced: bool = False
    is_identity: bool = False
    placeholder: str = ""
    shape: Literal["prefix", "address", "other"] = "other"
    columns: tuple[FieldForm, ...] = ()
    row_type: type[Part] | None = None
    reference: str | None = None

    @property
    def value(self) -> Any:
        """The value of the first selected resource."""
        return self.values[0] if self.values else None

    @property
    def is_mixed(self) -> bool:
        """True when the selected resources disagree."""
        return any(value != self.value for value in self.values[1:])

    @property
    def mixed_count(self) -> int:
        """How many different values there are."""
        distinct: list[Any] = []
        for value in self.values:
            if value not in distinct:
                distinct.append(value)
        return len(distinct)


@dataclass(frozen=True)
class Section:
    """A group of fields under one heading."""

    title: str
    fields: tuple[FieldForm, ...]


@dataclass(frozen=True)
class Form:
    """What the inspector shows: whose form it is, and its sections."""

    keys: tuple[Key, ...]
    title: str
    subtitle: str
    kind: str
    sections: tuple[Section, ...] = ()
    can_rename: bool = False


def form_of(document: Document, keys: tuple[Key, ...]) -> Form | None:
    """Return the form of the selected resources, or None when none of them exists.

    Resources of different kinds share only the fields that every one of them has.
    """
    index = document.topology.index
    found = [(key, item) for key in keys if (item := index.at(key)) is not None]
    if not found:
        return None
    resources = tuple(item for _, item in found)
    sections = tuple(_sections(document, resources))
    known = tuple(key for key, _ in found)
    if len(found) > 1:
        return Form(known, f"{len(found)} selected", _kinds_text(resources), "", sections)
    key, resource = found[0]
    can_rename = "name" in type(resource).model_fields
    return Form(known, _title(key), subtitle_of(document, key), resource.kind, sections, can_rename)


def design_form(document: Document) -> Form:
    """Return the form of the design itself: its name, and what holds for all of it."""
    sections = tuple(_sections(document, (document.settings,)))
    return Form((), document.name, "Design", "", sections, can_rename=True)


def _title(key: Key) -> str:
    kind, name = split_key(key)
    if kind == "peering":
        return name.replace(">", " to ")
    return name.rpartition("/")[2] if kind in ("subnet", "pool") else name


def subtitle_of(document: Document, key: Key) -> str:
    """Return ``Subnet of spoke-prod``: the kind, and what holds the resource."""
    index = document.topology.index
    entry = index.by_key[key]
    kind = entry.resource.title
    if entry.parent:
        return f"{kind} of {label_of(entry.parent)}"
    vnet = getattr(entry.resource, "vnet", None)
    subnet = getattr(entry.resource, "subnet", None)
    if vnet:
        return f"{kind} in {vnet}/{subnet}" if subnet else f"{kind} in {vnet}"
    return kind


def _kinds_text(resources: tuple[Resource, ...]) -> str:
    counts: dict[str, int] = {}
    for item in resources:
        counts[item.title] = counts.get(item.title, 0) + 1
    return ", ".join(f"{count} × {title}" for title, count in counts.items())


def _sections(document: Document, resources: tuple[Part, ...]) -> Iterator[Section]:
    fields: dict[str, list[FieldForm]] = {}
    first = type(resources[0])
    for name, info in first.model_fields.items():
        if name in HIDDEN or name == "name" or not _shared(resources, name):
            continue
        values = tuple(getattr(item, name) for item in resources)
        form = field_form(first, name, document, resources[0])
        group = str(_extra(info).get("group", "General"))
        fields.setdefault(group, []).append(_with_values(form, values))
    for title in sorted(fields, key=_group_order):
        yield Section(title, tuple(fields[title]))


# Sections that say least come last; the rest keep the order of the model.
_LAST = ("Identity", "Ownership")


def _group_order(title: str) -> int:
    return _LAST.index(title) + 1 if title in _LAST else 0


def _shared(resources: tuple[Part, ...], name: str) -> bool:
    first = type(resources[0])
    if len(resources) > 1 and name in ("ip", "ips", "prefixes"):
        return False  # two resources with one address is never what is wanted
    return all(
        name in type(item).model_fields
        and type(item).model_fields[name].annotation == first.model_fields[name].annotation
        for item in resources
    )


def _with_values(form: FieldForm, values: tuple[Any, ...]) -> FieldForm:
    return FieldForm(**{**form.__dict__, "values": values})


def field_form(
    kind: type[Part], name: str, document: Document, owner: Part | None = None
) -> FieldForm:
    """Describe one field of a model class. `owner` gives the network that local names live in."""
    info = kind.model_fields[name]
    extra = _extra(info)
    annotation, is_optional = without_none(info.annotation)
    inner, is_list = _item_type(annotation)
    mark = reference_of(info)
    control = _control(inner, annotation, is_list=is_list, is_reference=mark is not None)
    choices = _choices(inner, mark, document, owner, is_optional=is_optional)
    names = ", ".join(choice.label for choice in choices[:2]) if mark and is_list else ""
    row_type = inner if isinstance(inner, type) and issubclass(inner, Part) else None
    return FieldForm(
        kind=kind,
        name=name,
        label=info.title or name,
        control=control,
        help=info.description or "",
        unit=str(extra.get("unit", "")),
        low=extra.get("low"),
        high=extra.get("high"),
        choices=choices,
        is_list=is_list and control != "table",
        is_optional=is_optional,
        is_required=info.is_required(),
        is_advanced=bool(extra.get("advanced")),
        is_identity=name in ("vnet", "subnet") or (kind.__name__ == "Peering" and name in _ENDS),
        placeholder=_placeholder(inner, is_list=is_list) or names,
        shape=_shape(inner),
        columns=_columns(row_type, document, owner),
        row_type=row_type,
        reference=mark.kind if mark else None,
    )


_ENDS = ("from_", "to")


def _columns(
    row_type: type[Part] | None, document: Document, owner: Part | None
) -> tuple[FieldForm, ...]:
    if row_type is None:
        return ()
    return tuple(
        field_form(row_type, name, document, owner)
        for name in row_type.model_fields
        if name not in HIDDEN
    )


def _control(inner: Any, annotation: Any, *, is_list: bool, is_reference: bool) -> Control:
    if get_origin(annotation) is dict:
        return "pairs"
    if isinstance(inner, type) and issubclass(inner, Part):
        return "table" if is_list else "part"
    if is_reference:
        return "reference"
    if inner is bool:
        return "switch"
    if get_origin(inner) is Literal and not is_list:
        return "choice"
    return "number" if inner in (int, float) else "text"


def _none(mark: Reference | None, *, is_optional: bool) -> tuple[Choice, ...]:
    """The entry that clears a field: no reference, or an enum that nobody has decided."""
    if not is_optional:
        return ()
    return (Choice(None, "None" if mark else "Not set"),)


def _choices(
    inner: Any,
    mark: Reference | None,
    document: Document,
    owner: Part | None,
    *,
    is_optional: bool,
) -> tuple[Choice, ...]:
    none = _none(mark, is_optional=is_optional)
    if mark is not None:
        return (*none, *_targets(mark, document, owner))
    if get_origin(inner) is Literal:
        return (*none, *(Choice(str(v), str(v)) for v in get_args(inner)))
    return ()


def _targets(mark: Reference, document: Document, owner: Part | None) -> Iterator[Choice]:
    vnet = getattr(owner, mark.within, None) if mark.within and owner else None
    if mark.within and vnet is None:
        vnet = _enclosing_vnet(document, owner)
    for key in document.topology.index.by_key:
        kind, name = split_key(key)
        if mark.kind not in ("*", kind):
            continue
        if mark.within and name.partition("/")[0] != vnet:
            continue
        text = target_text(mark, key)
        yield Choice(text, text)


def _enclosing_vnet(document: Document, owner: Part | None) -> str | None:
    """A node pool's subnets are those of its cluster's network."""
    if not isinstance(owner, Resource):
        return None
    entry = document.topology.index.by_uid.get(owner.uid)
    parent = document.topology.index.at(entry.parent) if entry and entry.parent else None
    return getattr(parent, "vnet", None)


def _placeholder(inner: Any, *, is_list: bool) -> str:
    example = {"prefix": "10.0.0.0/16", "address": "10.0.0.4"}.get(_shape(inner), "")
    return f"{example}, …" if example and is_list else example


def _shape(inner: Any) -> Literal["prefix", "address", "other"]:
    if inner is Cidr or Cidr in get_args(inner):
        return "prefix"
    return "address" if inner is Address else "other"


def _extra(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def without_none(annotation: Any) -> tuple[Any, bool]:
    """Return (type without None and marks, whether None was allowed)."""
    annotation = _bare(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        members = [_bare(m) for m in get_args(annotation) if m is not type(None)]
        is_optional = len(members) < len(get_args(annotation))
        return (members[0] if len(members) == 1 else Union[tuple(members)]), is_optional  # noqa: UP007
    return annotation, False


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def row_type_of(annotation: Any) -> type[Part] | None:
    """Return the class of the records that a field holds, or None when it holds plain values."""
    inner, _ = _item_type(without_none(annotation)[0])
    return inner if isinstance(inner, type) and issubclass(inner, Part) else None


def _item_type(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) is tuple:
        return _bare(get_args(annotation)[0]), True
    return annotation, False


def text_of(value: Any) -> str:
    """Return a value as a person types it: lists with commas, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(text_of(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={text_of(item)}" for name, item in value.items())
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, (Cidr, Address, ServiceTag, str, int, float)):
        return str(value)
    return f"{len(type(value).model_fields)} fields" if isinstance(value, Part) else str(value)


# what stands in a cell for pairs that are given and select everything, unlike none at all
EVERY = "*"


def shown(form: FieldForm, value: Any) -> str:
    """Return a value of a field as a person types it there."""
    if form.control == "pairs" and form.is_optional and value == {}:
        return EVERY
    return text_of(value)


def consequence_of(form: FieldForm) -> str:
    """Return the one line under a field: what its value means, else its help."""
    if form.name == "prefixes" and form.value and not form.is_mixed:
        return " · ".join(_range_text(prefix, form) for prefix in form.value)
    return form.help


def _range_text(prefix: Cidr, form: FieldForm) -> str:
    text = f"{prefix.first} – {prefix.last}"
    if form.kind is KIND_BY_TOKEN["subnet"] and prefix.version == 4 and prefix.length <= 29:
        # Azure keeps five addresses of every IPv4 subnet (azure-rules A.1).
        return f"{text} · {prefix.size - 5:,} usable"
    return text
