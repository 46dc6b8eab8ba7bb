"""Paints a display list with a QPainter: the one place where shapes become pixels.

The canvas and the raster export call `paint`; what is painted is decided in `present`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from aksdesigner import resources
from aksdesigner.present import icons, text
from aksdesigner.present.shapes import (
    EllipseShape,
    IconShape,
    PathShape,
    RectShape,
    Shape,
    Stroke,
    TextShape,
)
from aksdesigner.present.theme import FONT_FAMILIES, FONT_FEATURES, TextStyle, Theme

HATCH_STEP = 7.0
HATCH_WIDTH = 1.0
HATCH_OPACITY = 0.38
# texts and icons smaller than this on the screen are left out, in pixels
SMALLEST_TEXT = 5.0
# an icon is kept as a pixmap up to this size; larger ones are drawn each time
LARGEST_PIXMAP = 128
_KINDS = QTransform.TransformationType
_STRAIGHT = (_KINDS.TxNone, _KINDS.TxTranslate, _KINDS.TxScale)


def paint(painter: QPainter, shapes: Iterable[Shape], theme: Theme) -> None:
    """Paint shapes in order, in scene pixels under the painter's transform.

    Raises KeyError for a role that the theme does not have. The painter keeps its state.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    scale, opacity, fonts = _scale_of(painter), painter.opacity(), _fonts(painter)
    for shape in shapes:
        painter.setOpacity(opacity * shape.opacity)
        if isinstance(shape, RectShape):
            _rect(painter, shape, theme)
        elif isinstance(shape, TextShape):
            _text(painter, shape, theme, scale, fonts)
        elif isinstance(shape, IconShape):
            _icon(painter, shape, theme, scale)
        elif isinstance(shape, PathShape):
            _path(painter, shape, theme)
        else:
            _ellipse(painter, shape, theme)
    painter.restore()


def color_of(theme: Theme, role: str) -> QColor:
    """Return the colour of a role; tokens may carry an alpha as ``#RRGGBBAA``."""
    return _color(theme.color(role))


@lru_cache(maxsize=512)
def _color(value: str) -> QColor:
    color = QColor(value[:7])
    if len(value) == 9:
        color.setAlpha(int(value[7:], 16))
    return color


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the bundled faces with Qt, once; return the families that are now known."""
    families: list[str] = []
    for path in sorted(resources.path("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def _fonts(painter: QPainter) -> tuple[str, ...]:
    """Return the font features for a device.

    A PDF gets none: Qt writes which letter a glyph stands for only where it is the letter's plain
    glyph, and an address that nobody can search for or copy is worth less than even digits.
    """
    return () if painter.paintEngine().type() == QPaintEngine.Type.Pdf else FONT_FEATURES


@lru_cache(maxsize=128)
def font_of(style: str | TextStyle, features: tuple[str, ...] = FONT_FEATURES) -> QFont:
    """Return the font of a type of the scale, sized so that one unit is one pixel at 100%."""
    load_fonts()
    spec = text.style_of(style)
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(max(1, math.ceil(spec.size)))
    font.setWeight(QFont.Weight(spec.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in features:
        font.setFeature(QFont.Tag(feature), 1)
    if spec.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spec.tracking)
    return font


@lru_cache(maxsize=128)
def _font_scale(style: str | TextStyle) -> float:
    """Pixel sizes are whole; a type of 11.5 is painted with 12 and scaled down."""
    size = text.style_of(style).size
    return size / math.ceil(size)


@lru_cache(maxsize=8_192)
def _offset(content: str, style: str | TextStyle, anchor: str, fonts: tuple[str, ...]) -> float:
    if anchor == "start":
        return 0.0
    advance = QFontMetricsF(font_of(style, fonts)).horizontalAdvance(content)
    return -advance / (2 if anchor == "middle" else 1)


def _scale_of(painter: QPainter) -> float:
    transform = painter.worldTransform()
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    return math.hypot(transform.m11(), transform.m12()) * ratio


def _pen(stroke: Stroke | None, theme: Theme) -> QPen:
    if stroke is None or stroke.width <= 0:
        return QPen(Qt.PenStyle.NoPen)
    is_round = stroke.cap == "round"
    pen = QPen(color_of(theme, stroke.role), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        # Qt measures dashes in pen widths
        pen.setDashPattern([length / stroke.width for length in stroke.dash])
    return pen


def _brush(role: str | None, theme: Theme) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if role is None else QBrush(color_of(theme, role))


def _rect(painter: QPainter, shape: RectShape, theme: Theme) -> None:
    area = QRectF(shape.x, shape.y, shape.w, shape.h)
    painter.setPen(Qt.PenStyle.NoPen if shape.hatch else _pen(shape.stroke, theme))
    painter.setBrush(_brush(shape.fill, theme))
    painter.drawRoundedRect(area, shape.radius, shape.radius)
    if shape.hatch:
        _hatch(painter, area, shape, theme)
        painter.setPen(_pen(shape.stroke, theme))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, shape.radius, shape.radius)


def _hatch(painter: QPainter, area: QRectF, shape: RectShape, theme: Theme) -> None:
    """Draw slanted lines through the rectangle, cut at its rounded edge."""
    painter.save()
    outline = QPainterPath()
    outline.addRoundedRect(area, shape.radius, shape.radius)
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.setOpacity(painter.opacity() * HATCH_OPACITY)
    painter.setPen(QPen(color_of(theme, shape.hatch or ""), HATCH_WIDTH))
    step = HATCH_STEP * math.sqrt(2)
    start = math.floor((area.left() - area.height()) / step) * step
    while start < area.right():
        painter.drawLine(QPointF(start, area.bottom()), QPointF(start + area.height(), area.top()))
        start += step
    painter.restore()


def _ellipse(painter: QPainter, shape: EllipseShape, theme: Theme) -> None:
    painter.setPen(_pen(shape.stroke, theme))
    painter.setBrush(_brush(shape.fill, theme))
    painter.drawEllipse(QPointF(shape.cx, shape.cy), shape.rx, shape.ry)


def _path(painter: QPainter, shape: PathShape, theme: Theme) -> None:
    painter.setPen(_pen(shape.stroke, theme))
    painter.setBrush(_brush(shape.fill, theme))
    painter.drawPath(_outline(shape.commands))


@lru_cache(maxsize=4_096)
def _outline(commands: tuple[tuple[str | float, ...], ...]) -> QPainterPath:
    path = QPainterPath()
    for command in commands:
        name, numbers = command[0], [float(number) for number in command[1:]]
        if name == "M":
            path.moveTo(*numbers)
        elif name == "L":
            path.lineTo(*numbers)
        elif name == "Q":
            path.quadTo(*numbers)
        elif name == "C":
            path.cubicTo(*numbers)
        elif name == "Z":
            path.closeSubpath()
        else:
            raise ValueError(f"unknown path command {name!r}")
    return path


def _text(
    painter: QPainter, shape: TextShape, theme: Theme, scale: float, fonts: tuple[str, ...]
) -> None:
    size = text.style_of(shape.style).size
    if size * scale < SMALLEST_TEXT or not shape.text:
        return
    painter.save()
    painter.translate(shape.x, shape.y)
    if shape.rotation:
        painter.rotate(shape.rotation)
    shrink = _font_scale(shape.style)
    painter.scale(shrink, shrink)
    painter.setFont(font_of(shape.style, fonts))
    painter.setPen(color_of(theme, shape.role))
    start = _offset(shape.text, shape.style, shape.anchor, fonts)
    painter.drawText(QPointF(start, 0), shape.text)
    if shape.strike:
        advance = QFontMetricsF(font_of(shape.style, fonts)).horizontalAdvance(shape.text)
        painter.setPen(QPen(color_of(theme, shape.role), 1))
        painter.drawLine(QPointF(start, -size * 0.36), QPointF(start + advance, -size * 0.36))
    painter.restore()


def _icon(painter: QPainter, shape: IconShape, theme: Theme, scale: float) -> None:
    side = round(shape.size * scale)
    if side < SMALLEST_TEXT:
        return
    ink, accent = theme.color(shape.role)[:7], theme.color(shape.accent)[:7]
    area = QRectF(shape.x, shape.y, shape.size, shape.size)
    is_straight = painter.worldTransform().type() in _STRAIGHT
    if side > LARGEST_PIXMAP or not is_straight or _is_vector(painter):
        _renderer(shape.name, ink, accent, shape.size).render(painter, area)
        return
    pixmap = _pixmap(shape.name, ink, accent, shape.size, side)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(area, pixmap, QRectF(pixmap.rect()))


def _is_vector(painter: QPainter) -> bool:
    """Return whether the device keeps lines as lines (PDF, SVG), where a pixmap would blur."""
    engine = painter.paintEngine()
    kinds = type(engine).Type
    return engine.type() in (kinds.Pdf, kinds.SVG, kinds.Picture)


@lru_cache(maxsize=1_024)
def _renderer(name: str, ink: str, accent: str, size: float) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(icons.tinted(name, ink, accent, size).encode("utf-8")))


@lru_cache(maxsize=2_048)
def _pixmap(name: str, ink: str, accent: str, size: float, side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, ink, accent, size).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap
