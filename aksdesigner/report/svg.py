"""The picture of a design as SVG: the display list written out, without Qt. Text stays text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from aksdesigner.present import icons
from aksdesigner.present.drawing import display_list
from aksdesigner.present.picture import Box, Detail, Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import (
    EllipseShape,
    IconShape,
    PathShape,
    RectShape,
    Shape,
    Stroke,
    TextShape,
)
from aksdesigner.present.text import style_of
from aksdesigner.present.theme import FONT_FAMILIES, FONT_FEATURES, THEMES, Theme, ThemeName

EMPTY = Box(0, 0, 640, 400)
HATCH_STEP = 7.0
HATCH_OPACITY = 0.38


def svg_of(
    document: Document,
    analysis: Analysis | None,
    theme: ThemeName = "light",
    *,
    path: Trace | None = None,
    detail: Detail = "near",
) -> str:
    """Return the picture as an SVG document; the same design gives the same text."""
    scene = scene_of(document, analysis, path=path, detail=detail)
    return svg_of_scene(scene, theme, title=document.name, detail=detail)


def svg_of_scene(
    scene: Scene, theme: ThemeName = "light", *, title: str = "", detail: Detail = "near"
) -> str:
    """Return a laid out scene as an SVG document."""
    colors = THEMES[theme]
    area = scene.bounds if scene.bounds.w else EMPTY
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(area.w)}" height="{_n(area.h)}" '
        f'viewBox="{_n(area.x)} {_n(area.y)} {_n(area.w)} {_n(area.h)}" '
        f"font-family={_attribute(_families())}>",
        f"<title>{_text(title)}</title>",
        _style(),
        f'<rect x="{_n(area.x)}" y="{_n(area.y)}" width="{_n(area.w)}" height="{_n(area.h)}" '
        f'fill="{colors.color("canvas")}"/>',
        *_elements(display_list(scene, detail), colors),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _families() -> str:
    return ", ".join(f"'{name}'" if " " in name else name for name in FONT_FAMILIES)


def _style() -> str:
    features = ", ".join(f"'{name}'" for name in FONT_FEATURES)
    return f"<style>text {{ font-feature-settings: {features}; white-space: pre }}</style>"


def _elements(shapes: Iterable[Shape], theme: Theme) -> Iterator[str]:
    for number, shape in enumerate(shapes):
        if isinstance(shape, RectShape):
            yield from _rect(shape, theme, number)
        elif isinstance(shape, TextShape):
            yield _label(shape, theme)
        elif isinstance(shape, IconShape):
            yield _icon(shape, theme)
        elif isinstance(shape, PathShape):
            yield f"<path d={quoteattr(_commands(shape))}{_paint(shape, theme)}/>"
        else:
            yield (
                f'<ellipse cx="{_n(shape.cx)}" cy="{_n(shape.cy)}" rx="{_n(shape.rx)}" '
                f'ry="{_n(shape.ry)}"{_paint(shape, theme)}/>'
            )


def _rect(shape: RectShape, theme: Theme, number: int) -> Iterator[str]:
    radius = min(shape.radius, shape.w / 2, shape.h / 2)
    frame = (
        f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.w)}" height="{_n(shape.h)}" '
        f'rx="{_n(radius)}"'
    )
    yield f"<rect {frame}{_paint(shape, theme)}/>"
    if shape.hatch:
        color = theme.color(shape.hatch)
        yield f'<clipPath id="hatch{number}"><rect {frame}/></clipPath>'
        yield (
            f'<path clip-path="url(#hatch{number})" d="{_hatching(shape)}" fill="none" '
            f'stroke="{color}" stroke-width="1" opacity="{_n(shape.opacity * HATCH_OPACITY)}"/>'
        )


def _hatching(shape: RectShape) -> str:
    """Return slanted lines across a rectangle; the clip cuts them at its edge."""
    step = HATCH_STEP * math.sqrt(2)
    start = math.floor((shape.x - shape.h) / step) * step
    bottom, top = shape.y + shape.h, shape.y
    lines = []
    while start < shape.x + shape.w:
        lines.append(f"M{_n(start)} {_n(bottom)}L{_n(start + shape.h)} {_n(top)}")
        start += step
    return "".join(lines)


def _label(shape: TextShape, theme: Theme) -> str:
    style = style_of(shape.style)
    parts = [
        f'x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(style.size)}" '
        f'font-weight="{style.weight}"',
        _color("fill", theme.color(shape.role)),
    ]
    if style.tracking:
        parts.append(f'letter-spacing="{_n(style.tracking)}"')
    if shape.anchor != "start":
        parts.append(f'text-anchor="{shape.anchor}"')
    if shape.strike:
        parts.append('text-decoration="line-through"')
    if shape.rotation:
        parts.append(f'transform="rotate({_n(shape.rotation)} {_n(shape.x)} {_n(shape.y)})"')
    if shape.opacity != 1:
        parts.append(f'opacity="{_n(shape.opacity)}"')
    return f"<text {' '.join(parts)}>{_text(shape.text)}</text>"


def _icon(shape: IconShape, theme: Theme) -> str:
    ink, accent = theme.color(shape.role)[:7], theme.color(shape.accent)[:7]
    attributes, content = icons.inner(shape.name, ink, accent, shape.size)
    attributes = attributes.replace('xmlns="http://www.w3.org/2000/svg" ', "")
    opacity = "" if shape.opacity == 1 else f' opacity="{_n(shape.opacity)}"'
    return (
        f'<svg x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.size)}" '
        f'height="{_n(shape.size)}" {attributes}{opacity}>{content}</svg>'
    )


def _commands(shape: PathShape) -> str:
    return "".join(
        f"{command[0]}{' '.join(_n(float(number)) for number in command[1:])}"
        for command in shape.commands
    )


def _paint(shape: RectShape | PathShape | EllipseShape, theme: Theme) -> str:
    parts = [_color("fill", theme.color(shape.fill)) if shape.fill else 'fill="none"']
    if shape.stroke is not None:
        parts.append(_stroke(shape.stroke, theme))
    if shape.opacity != 1:
        parts.append(f'opacity="{_n(shape.opacity)}"')
    return " " + " ".join(parts)


def _stroke(stroke: Stroke, theme: Theme) -> str:
    parts = [_color("stroke", theme.color(stroke.role)), f'stroke-width="{_n(stroke.width)}"']
    if stroke.dash:
        parts.append(f'stroke-dasharray="{" ".join(_n(length) for length in stroke.dash)}"')
    if stroke.cap == "round":
        parts.append('stroke-linecap="round"')
    parts.append('stroke-linejoin="round"')
    return " ".join(parts)


def _color(name: str, value: str) -> str:
    """Return a colour attribute; an alpha goes into an opacity of its own, which SVG 1.1 knows."""
    if len(value) == 9:
        return f'{name}="{value[:7]}" {name}-opacity="{_n(int(value[7:], 16) / 255)}"'
    return f'{name}="{value}"'


def _n(value: float) -> str:
    """Return a number with at most two decimals, the same on every machine."""
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.2f}".rstrip("0")


def _text(words: str) -> str:
    return escape("".join(char if _is_xml(char) else "\ufffd" for char in words))


def _attribute(words: str) -> str:
    return quoteattr("".join(char if _is_xml(char) else "\ufffd" for char in words))


def _is_xml(char: str) -> bool:
    """Return whether XML 1.0 allows a character at all."""
    code = ord(char)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
