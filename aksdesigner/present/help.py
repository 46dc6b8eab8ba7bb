"""Help texts: a sentence for every field of every kind, and where Azure describes the kind.

The sentence stands with the field in the model; fields without one there have it in
resources/help/help.json, by the class that owns them, else by the name of the field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner import resources
from aksdesigner.model.part import Part

_TEXTS: Any = resources.data("help", "help.json")
PANELS: dict[str, str] = _TEXTS["panels"]


@dataclass(frozen=True)
class Help:
    """What a field means, and the page that describes its kind (empty: none is known)."""

    title: str
    text: str
    source: str


def help_of(kind: type[Part], name: str) -> Help:
    """Return the help of a field, by its Python name. Raises KeyError for a field without any."""
    info = kind.model_fields[name]
    own = _TEXTS["fields"].get(kind.__name__, {})
    text = info.description or own.get(name) or _TEXTS["any"][name]
    return Help(info.title or name, text, source_of(kind))


def source_of(kind: type[Part]) -> str:
    """Return the address of the page that describes a kind, or an empty text."""
    page = _TEXTS["sources"].get(kind.__name__)
    return f"{_TEXTS['templates']}{page}" if page else ""
