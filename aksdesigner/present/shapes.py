"""The display list: what a picture is made of, without Qt and without colours.

Canvas, SVG, PNG and PDF draw the same list. Colours are roles of the theme (``vnetEdge``), text
styles are names of the type scale (``canvasSubnet``); nothing here knows a hue or a font file.
Coordinates are pixels at 100%, y grows downward, absolute in the scene.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.present.theme import TextStyle

Role = str


@dataclass(frozen=True)
class Stroke:
    """A line: its role, width in pixels, dash pattern in pixels, round or flat ends."""

    role: Role
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Literal["flat", "round"] = "flat"


@dataclass(frozen=True)
class RectShape:
    """A rectangle with rounded corners; `hatch` draws diagonal lines of a role over the fill."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 0.0
    fill: Role | None = None
    stroke: Stroke | None = None
    hatch: Role | None = None
    opacity: float = 1.0


@dataclass(frozen=True)
class PathShape:
    """A path of SVG commands with absolute coordinates: ("M", x, y), ("L", x, y),
    ("Q", cx, cy, x, y), ("C", ax, ay, bx, by, x, y), ("Z",)."""

    commands: tuple[tuple[str | float, ...], ...]
    fill: Role | None = None
    stroke: Stroke | None = None
    opacity: float = 1.0


@dataclass(frozen=True)
class EllipseShape:
    """An ellipse around a centre."""

    cx: float
    cy: float
    rx: float
    ry: float
    fill: Role | None = None
    stroke: Stroke | None = None
    opacity: float = 1.0


@dataclass(frozen=True)
class TextShape:
    """One line of text; (x, y) is the baseline's start, middle or end, by `anchor`.

    The text is already cut to fit. `style` names a type of tokens.json (``canvasVnet``), or is one.
    """

    x: float
    y: float
    text: str
    style: str | TextStyle
    role: Role
    anchor: Literal["start", "middle", "end"] = "start"
    rotation: float = 0.0
    opacity: float = 1.0
    strike: bool = False


@dataclass(frozen=True)
class IconShape:
    """An icon of resources/icons in a square; `accent` colours its accented part."""

    x: float
    y: float
    size: float
    name: str
    role: Role = "text"
    accent: Role = "accent"
    opacity: float = 1.0


Shape = RectShape | PathShape | EllipseShape | TextShape | IconShape
