"""The drawn icons: their text, and the same text with its two colours filled in.

An icon is a square of 24 with strokes in ``currentColor``; class ``a`` marks the stroke, class
``f`` the dot, that carry the accent.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from aksdesigner import resources

GRID = 24.0
_STROKE_WIDTH = re.compile(r'^(<svg[^>]*?) stroke-width="([^"]+)"')


@cache
def names() -> tuple[str, ...]:
    """Return the name of every icon, sorted."""
    return tuple(sorted(path.stem for path in resources.path("icons").glob("*.svg")))


@cache
def svg_text(name: str) -> str:
    """Return the drawing of an icon. Raises FileNotFoundError for an unknown name."""
    return resources.text("icons", f"{name}.svg").strip()


def stroke_width(size: float) -> float:
    """Return the stroke, in units of the grid, of an icon drawn `size` pixels wide (look.md 8)."""
    if size <= 16:
        return 2.0
    return 1.8 if size <= 28 else 1.5


@lru_cache(maxsize=2_048)
def tinted(name: str, ink: str, accent: str, size: float = 16.0) -> str:
    """Return the drawing in two colours (``#RRGGBB``), with the stroke that suits its size."""
    text = svg_text(name)
    if not name.startswith("severity-"):
        text = _STROKE_WIDTH.sub(rf'\g<1> stroke-width="{stroke_width(size):g}"', text)
    text = text.replace('class="a"', f'stroke="{accent}"')
    text = text.replace('class="f" fill="currentColor"', f'fill="{accent}"')
    return text.replace("currentColor", ink)


def inner(name: str, ink: str, accent: str, size: float = 16.0) -> tuple[str, str]:
    """Return the attributes of the drawing's root and what is inside it, for embedding."""
    match = re.fullmatch(r"<svg([^>]*)>(.*)</svg>", tinted(name, ink, accent, size), re.DOTALL)
    if match is None:
        raise ValueError(f"icon {name} is no single svg element")
    return match[1].strip(), match[2]
