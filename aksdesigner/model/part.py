"""The base of everything a design is made of: immutable, Azure's field names, nothing lost.

Field names are snake_case in Python and camelCase in files. A field at its default is not
written, unless absence means something else (`told`). Unknown fields survive a load and a save;
`unknown_fields` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from aksdesigner.model.ids import Uid, new_uid

Plain = dict[str, Any]
ABSENT: Any = object()  # for `Part.with_changes`: as if the field had never been given


class Part(BaseModel):
    """One object of the file."""

    model_config = ConfigDict(
        frozen=True,
        alias_generator=to_camel,
        populate_by_name=True,
        extra="allow",
        allow_inf_nan=False,
    )

    # for kept answers (incremental.sameness): equal parts may still differ in identity
    same_only_as_itself: ClassVar[bool] = True
    # plural field -> the name a lone value is written under (``prefixes`` -> ``prefix``)
    singular: ClassVar[dict[str, str]] = {}
    # fields that mean something else when absent than when given their default: a given one stays
    told: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _read_singular(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not cls.singular:
            return data
        out = dict(data)
        for plural, single in cls.singular.items():
            if single not in out:
                continue
            if plural in out or to_camel(plural) in out:
                raise ValueError(f"give {single} or {to_camel(plural)}, not both")
            value = out.pop(single)
            out[plural] = value if isinstance(value, (list, tuple)) else [value]
        return out

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler(core)
        target = handler.resolve_ref_schema(schema)
        properties = target.get("properties", {})
        properties.pop("uid", None)
        for plural, single in cls.singular.items():
            items = properties.get(to_camel(plural), {}).get("items", {})
            properties[single] = {**items, "title": f"A lone value of {to_camel(plural)}"}
        return schema

    def __eq__(self, other: object) -> bool:
        """Equal meaning: two parts that would be written alike are equal, whatever their uids."""
        return (
            type(self) is type(other) and isinstance(other, Part) and _facts(self) == _facts(other)
        )

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Self:
        """Copy without what was worked out from the original: a copy is made to differ."""
        copied = super().__copy__()
        kept = copied.__dict__
        fields = type(self).model_fields
        if len(kept) > len(fields):
            # whatever is no field and stands in __dict__ would become extra data, and be written
            for name in [name for name in kept if name not in fields]:
                del kept[name]
        return copied

    def with_changes(self, **changes: Any) -> Any:
        """Return a validated copy with some fields (snake_case) replaced, or ABSENT; the uid stays.

        Raises pydantic.ValidationError when a value does not fit its field.
        """
        # what was never given stays so: some readers tell a default from the same value given
        given = self.model_fields_set | {"uid"}
        current = {n: getattr(self, n) for n in type(self).model_fields if n in given}
        after = {**current, **(self.model_extra or {}), **changes}
        return type(self).model_validate({n: v for n, v in after.items() if v is not ABSENT})


class Resource(Part):
    """What can be named, drawn and referred to."""

    # token used in keys (``vnet``), title for people, section of the file (``vnets``)
    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""
    section: ClassVar[str] = ""

    uid: Uid = Field(default_factory=new_uid, exclude=True, repr=False)


def _facts(part: Part) -> Plain:
    values = {name: getattr(part, name) for name in type(part).model_fields if name != "uid"}
    if part.told:
        values[" told"] = part.told & part.model_fields_set  # no field has a space in its name
    return {**values, **(part.model_extra or {})}


def plain_of(part: Part) -> Plain:
    """Return the part as the file holds it: camelCase keys in fixed order, no silent defaults."""
    out: Plain = {}
    for name, info in type(part).model_fields.items():
        if info.exclude:
            continue
        value = getattr(part, name)
        if _is_left_out(part, name, info, value):
            continue
        single = type(part).singular.get(name)
        if single and len(value) == 1:
            out[single] = _plain_value(value[0])
        else:
            out[info.alias or to_camel(name)] = _plain_value(value)
    for name, value in (part.model_extra or {}).items():
        out[name] = _plain_value(value)
    return out


def _is_left_out(part: Part, name: str, info: FieldInfo, value: Any) -> bool:
    if info.is_required() or (name in part.told and name in part.model_fields_set):
        return False
    return bool(value == info.get_default(call_default_factory=True))


def _plain_value(value: Any) -> Any:
    if isinstance(value, Part):
        return plain_of(value)
    if isinstance(value, (list, tuple)):
        return [_plain_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain_value(item) for key, item in value.items()}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def parts_in(part: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield (path, part) for a part and every part inside it, in file order."""
    yield path, part
    for name, info in type(part).model_fields.items():
        label = f"{path}.{info.alias or to_camel(name)}" if path else info.alias or to_camel(name)
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts_in(value, label)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts_in(item, f"{label}[{index}]")


def unknown_fields(part: Part) -> list[str]:
    """Return the paths of fields that this version does not know (they are kept as they are)."""
    return [
        f"{path}.{name}" if path else name
        for path, inner in parts_in(part)
        for name in (inner.model_extra or {})
    ]
