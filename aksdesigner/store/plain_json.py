"""The canonical text of a design: made for people who read differences.

UTF-8, LF, a final newline, one fixed key order. Lists of objects are always broken, one object
starts a line; an object without such a list stays on one line while it fits. Positions stand one a
line at the very end, so moving a box changes one line and adding a subnet adds one block.
"""

from __future__ import annotations

import json
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.part import Plain, plain_of

COLUMNS = 120
INDENT = "  "
EXACT = 2**53  # whole floats beyond this are not every whole number; they keep their spelling

# Objects whose entries stand one a line however short they are.
ALWAYS_BROKEN = frozenset({"topology", "positions"})


def plain_document(document: Document) -> Plain:
    """Return the document as the file holds it: ``$schema`` first, the views last."""
    plain = plain_of(document)
    ordered = {"$schema": plain.pop("$schema")} if "$schema" in plain else {}
    views = plain.pop("views", None)
    ordered.update(plain)
    if views is not None:
        ordered["views"] = views
    return ordered


def document_text(document: Document) -> str:
    """Return the canonical text of a design: fields in one order, defaults left out.

    Objects whose keys are free (positions, notes, details of queries) keep the order they have.
    """
    return plain_text(plain_document(document))


def plain_text(plain: Plain) -> str:
    """Return plain data in the canonical form, an object whose every key starts a line."""
    return _broken(plain, "") + "\n"


def _value(value: Any, indent: str, used: int, *, broken: bool = False) -> str:
    """Return a value whose first character stands at column `used`."""
    if not isinstance(value, (dict, list, tuple)) or not value:
        return _flat(value)
    if not (broken or _holds_objects(value)):
        flat = _flat(value)
        if used + len(flat) < COLUMNS:  # one column is kept for the comma
            return flat
    return _broken(value, indent)


def _broken(value: Any, indent: str) -> str:
    inner = indent + INDENT
    if isinstance(value, dict):
        heads = [inner + _scalar(str(key)) + ": " for key in value]
        items = [
            head + _value(item, inner, len(head), broken=key in ALWAYS_BROKEN)
            for head, (key, item) in zip(heads, value.items(), strict=True)
        ]
        opening, closing = "{", "}"
    else:
        items = [inner + _value(item, inner, len(inner)) for item in value]
        opening, closing = "[", "]"
    if not items:
        return opening + closing
    return opening + "\n" + ",\n".join(items) + "\n" + indent + closing


def _holds_objects(value: Any) -> bool:
    """Return whether a list of objects lies inside (such a thing grows by blocks), or positions."""
    if isinstance(value, dict):
        return any(
            (item and key in ALWAYS_BROKEN) or _holds_objects(item) for key, item in value.items()
        )
    if isinstance(value, (list, tuple)):
        return any(isinstance(item, dict) or _holds_objects(item) for item in value)
    return False


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(str(k))}: {_flat(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flat(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
