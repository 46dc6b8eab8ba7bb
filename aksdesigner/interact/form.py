"""From typed text to a value of the model, or one sentence why not. Nothing wrong gets further.

Syntax stops here; what is well written and unwise goes into the model, where findings speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from aksdesigner.model.address import AddressError, Cidr
from aksdesigner.model.part import Part
from aksdesigner.model.resource import Name
from aksdesigner.present.inspector import EVERY, FieldForm


@dataclass(frozen=True)
class Typed:
    """A text that fits its field."""

    value: Any


@dataclass(frozen=True)
class Wrong:
    """A text that does not fit: one or two sentences, and a text that would fit, if there is one."""

    message: str
    suggestion: str | None = None


def read_text(form: FieldForm, text: str) -> Typed | Wrong:
    """Return the value that `text` means in a field, or why it means none."""
    text = text.strip()
    if form.control == "pairs":
        return _read_pairs(form, text)
    if form.control == "switch":
        return _read_switch(text)
    if not text:
        return _read_empty(form)
    wrong = _block_hint(form, text)
    if wrong is not None:
        return wrong
    return _validated(form, _plain(form, text))


def read_value(form: FieldForm, value: Any) -> Typed | Wrong:
    """Check a value that a switch or a combo gives."""
    if value is None and form.is_required:
        return Wrong(f"{form.label} is needed.")
    return _validated(form, value)


def read_name(text: str) -> Typed | Wrong:
    """Return a resource name, or why it is none."""
    if not text.strip():
        return Wrong("A name is needed.")
    try:
        return Typed(TypeAdapter(Name).validate_python(text.strip()))
    except ValidationError as error:
        return Wrong(_sentence(error))


def read_row(row_type: type[Part], values: dict[str, Any]) -> Typed | Wrong:
    """Return a table row made of its cells' values, or why it is not whole yet."""
    try:
        return Typed(row_type.model_validate(values))
    except ValidationError as error:
        return Wrong(_sentence(error))


_SWITCH = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def _read_switch(text: str) -> Typed | Wrong:
    found = _SWITCH.get(text.casefold())
    return Wrong(f"{text} is neither Yes nor No.") if found is None else Typed(found)


def _read_empty(form: FieldForm) -> Typed | Wrong:
    if form.is_list and not form.is_required:
        return Typed(())
    if form.is_optional:
        return Typed(None)
    if not form.is_required:
        default = form.kind.model_fields[form.name].get_default(call_default_factory=True)
        return Typed(default)
    return Wrong(f"{form.label} is needed.")


def _plain(form: FieldForm, text: str) -> Any:
    if form.is_list:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if form.control != "number":
        return text
    digits = text.replace(",", "").replace("\u2009", "")
    for number in (int, float):
        try:
            return number(digits)
        except ValueError:
            continue
    return text


def _block_hint(form: FieldForm, text: str) -> Wrong | None:
    """Say which block a prefix with host bits lies in (azure-rules A.1)."""
    if form.shape != "prefix":
        return None
    parts = [part.strip() for part in text.split(",")] if form.is_list else [text]
    fixed: list[str] = []
    crooked: Cidr | None = None
    for part in parts:
        try:
            block = Cidr.parse(part)
        except AddressError:
            return None
        crooked = crooked or (None if block.is_canonical else block)
        fixed.append(str(block.network))
    if crooked is None:
        return None
    return Wrong(
        f"{crooked} does not start on a /{crooked.length} boundary. "
        f"Its block is {crooked.network}.",
        ", ".join(fixed),
    )


def _read_pairs(form: FieldForm, text: str) -> Typed | Wrong:
    if form.is_optional and text in ("", EVERY):
        return Typed({} if text else None)
    pairs: dict[str, str] = {}
    for part in (p.strip() for p in text.split(",")):
        if not part:
            continue
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not name or not value:
            return Wrong(f"{part} is no pair. Write name=value, with commas between pairs.")
        if name in pairs:
            return Wrong(f"{name} is given twice.")
        pairs[name] = value
    return _validated(form, pairs)


def _validated(form: FieldForm, value: Any) -> Typed | Wrong:
    if form.control == "number" and isinstance(value, str):
        return Wrong(f"{value} is no number.")
    bound = _bound(form, value)
    if bound is not None:
        return bound
    info = form.kind.model_fields[form.name]
    annotation: Any = info.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(_annotated(annotation, tuple(info.metadata)))
    try:
        return Typed(adapter.validate_python(value))
    except ValidationError as error:
        return Wrong(_sentence(error))


def _annotated(annotation: Any, metadata: tuple[Any, ...]) -> Any:
    from_typing = annotation
    for mark in metadata:
        from_typing = Annotated[from_typing, mark]
    return from_typing


def _bound(form: FieldForm, value: Any) -> Wrong | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if form.low is not None and value < form.low:
        return Wrong(f"{value:,} is too small. The least is {form.low:,}.")
    if form.high is not None and value > form.high:
        return Wrong(f"{value:,} is too large. The most is {form.high:,}.")
    return None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "missing":
        return f"{first['loc'][-1]} is needed."
    text = str(first["msg"]).removeprefix("Value error, ")
    found, comma, expected = text.removeprefix("found ").partition(", expected ")
    if text.startswith("found ") and comma:
        return f"{found.strip(chr(39))} is not {expected}."
    return text.removeprefix("Input should be ").rstrip(".") + "."
