"""The look as values: colours by role for each theme, the type scale, sizes and durations.

Everything is read from resources/theme/tokens.json. Code names roles (``vnetEdge``), never a hue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from aksdesigner import resources

ThemeName = Literal["light", "dark", "highContrast"]
THEME_NAMES: tuple[ThemeName, ...] = get_args(ThemeName)

_TOKENS: Mapping[str, Any] = resources.data("theme", "tokens.json")


@dataclass(frozen=True)
class TextStyle:
    """A type of the scale: size, line height and tracking in pixels at 100%, weight of the face."""

    size: float
    line: float
    weight: int
    tracking: float = 0.0


@dataclass(frozen=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB`` or ``#RRGGBBAA``."""

    name: ThemeName
    colors: Mapping[str, str]

    def color(self, role: str) -> str:
        """Return the colour of a role. Raises KeyError for a role that the tokens do not have."""
        return self.colors[role]


COLORS: Mapping[ThemeName, Mapping[str, str]] = MappingProxyType(
    {name: MappingProxyType(_TOKENS["color"][name]) for name in THEME_NAMES}
)
THEMES: Mapping[ThemeName, Theme] = MappingProxyType(
    {name: Theme(name, COLORS[name]) for name in THEME_NAMES}
)
LIGHT = THEMES["light"]
DARK = THEMES["dark"]

# The faces that travel with the program. CSS asks for the next heavier face between 400 and 500,
# so a weight of 450 is drawn with 500.
FACES = (400, 500, 600)


def face_of(weight: float) -> int:
    """Return the weight of the bundled face that draws a wanted weight."""
    if weight <= FACES[0]:
        return FACES[0]
    return FACES[1] if weight <= FACES[1] else FACES[2]


def _style(spec: Mapping[str, Any]) -> TextStyle:
    size = float(spec["size"])
    return TextStyle(
        size=size,
        line=float(spec.get("line", round(size * 1.35))),
        weight=face_of(spec["weight"]),
        tracking=float(spec.get("tracking", 0.0)),
    )


def _styles() -> dict[str, TextStyle]:
    """Return the scale of the tokens, and the few sizes of the canvas that look.md names in prose."""
    styles = {name: _style(spec) for name, spec in _TOKENS["type"].items() if "weight" in spec}
    canvas = {
        "canvasFar": (28, 600),
        "canvasFarPrefix": (20, 400),
        "canvasFarLarge": (60, 600),
        "canvasFarLargePrefix": (40, 400),
        "canvasPrefix": (12.5, 500),
        "canvasCluster": (13, 600),
        "canvasOutside": (13, 600),
        "canvasNodeName": (11.5, 600),
        "canvasDetail": (11, 400),
        "canvasStrong": (11, 600),
        "canvasSmall": (10.5, 400),
        "canvasChip": (10.5, 500),
        "canvasCount": (9.5, 600),
        "canvasHop": (11, 600),
        "canvasRegion": (12, 600),
        "canvasNote": (14, 500),
        "canvasNoteFoot": (12, 400),
        "canvasFrame": (13, 600),
    }
    for name, (size, weight) in canvas.items():
        styles[name] = _style({"size": size, "weight": weight})
    return styles


TEXT_STYLES: Mapping[str, TextStyle] = MappingProxyType(_styles())

FONT_FAMILY: str = _TOKENS["font"]["ui"]
FONT_FAMILIES: tuple[str, ...] = (FONT_FAMILY, *_TOKENS["font"]["uiFallback"])
MONO_FAMILIES: tuple[str, ...] = (_TOKENS["font"]["mono"], *_TOKENS["font"]["monoFallback"])
# OpenType features of figures and of the letter l, so that addresses line up and 1 is no l
FONT_FEATURES: tuple[str, ...] = tuple(_TOKENS["font"]["numberFeatures"])

SPACE: Mapping[str, float] = MappingProxyType(_TOKENS["space"])
RADIUS: Mapping[str, float] = MappingProxyType(_TOKENS["radius"])
STROKES: Mapping[str, float] = MappingProxyType(_TOKENS["stroke"])
SIZES: Mapping[str, Any] = MappingProxyType(_TOKENS["size"])
DURATIONS: Mapping[str, int] = MappingProxyType(_TOKENS["duration"])

LOD_FAR_BELOW: float = _TOKENS["lod"]["farBelow"]
LOD_NEAR_FROM: float = _TOKENS["lod"]["nearFrom"]
LOD_HYSTERESIS: float = _TOKENS["lod"]["hysteresis"]


def detail_at(
    zoom: float, before: Literal["far", "middle", "near"] | None = None
) -> Literal["far", "middle", "near"]:
    """Return the level of detail at a zoom (1.0 is 100%).

    With the level `before` the change, a border is crossed only when it is passed by 5%.
    """
    far, near = LOD_FAR_BELOW, LOD_NEAR_FROM
    if before == "far":
        far *= 1 + LOD_HYSTERESIS
    elif before is not None:
        far *= 1 - LOD_HYSTERESIS
    if before == "near":
        near *= 1 - LOD_HYSTERESIS
    elif before is not None:
        near *= 1 + LOD_HYSTERESIS
    if zoom < far:
        return "far"
    return "near" if zoom >= near else "middle"


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two opaque colours after WCAG 2 (1 to 21)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
