"""How wide a text is, and how it is cut to fit, without Qt: from a table of advances.

The table comes from the bundled faces (tests/tools/make_font_table.py). Characters that Inter
lacks are drawn by a fallback font and are taken as wide as theirs usually are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from aksdesigner import resources
from aksdesigner.present.theme import TEXT_STYLES, TextStyle

ELLIPSIS = "…"
# advances, in ems, of characters without a glyph in the bundled faces
WIDE = 1.0
UNKNOWN = 0.75


@cache
def _face(weight: int) -> Mapping[str, float]:
    table = resources.data("fonts", "inter-advances.json")
    em = table["unitsPerEm"]
    return {chr(int(code, 16)): units / em for code, units in table["weights"][str(weight)].items()}


def _advance(face: Mapping[str, float], char: str) -> float:
    known = face.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    return WIDE if unicodedata.east_asian_width(char) in "WF" else UNKNOWN


def style_of(style: str | TextStyle) -> TextStyle:
    """Return a type of the scale by its name. Raises KeyError for an unknown one."""
    return TEXT_STYLES[style] if isinstance(style, str) else style


@lru_cache(maxsize=65_536)
def width(text: str, style: str | TextStyle) -> float:
    """Return the width of a line in pixels at 100%, kerning left out."""
    spec = style_of(style)
    face = _face(spec.weight)
    return sum(_advance(face, c) for c in text) * spec.size + spec.tracking * len(text)


def cut(text: str, style: str | TextStyle, max_width: float) -> str:
    """Return the text, shortened with an ellipsis where it is wider than `max_width` pixels.

    Where not even one character and the ellipsis fit the result is empty.
    """
    if width(text, style) <= max_width:
        return text
    room = max_width - width(ELLIPSIS, style)
    kept = 0
    for at in range(1, len(text)):
        if width(text[:at], style) > room:
            break
        kept = at
    return text[:kept].rstrip() + ELLIPSIS if kept else ""


def wrapped(text: str, style: str | TextStyle, max_width: float) -> list[str]:
    """Return the lines of a text that is broken at spaces, and inside words that are too wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, style) <= max_width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while width(line, style) > max_width and len(line) > 1:
                kept = next(
                    (n for n in range(len(line) - 1, 1, -1) if width(line[:n], style) <= max_width),
                    1,
                )
                lines.append(line[:kept])
                line = line[kept:]
        lines.append(line)
    return lines
