"""Icons: the drawn SVGs of resources/icons, tinted by role, painted sharp at any scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.present.icons import names, tinted

_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'
RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)


def paint_icon(
    painter: QPainter,
    theme: WindowTheme,
    name: str,
    box: QRectF,
    role: str = "text",
    accent: str = "",
    size: int = 0,
) -> None:
    """Paint an icon into a square; without an accent role it is of one colour.

    `size` is the width in device-independent pixels, where the painter counts in other ones.
    """
    ink = theme.color(role).name()
    second = theme.color(accent).name() if accent else ink
    _renderer(name, ink, second, round(size or box.width())).render(painter, box)


@lru_cache(maxsize=512)
def _renderer(name: str, ink: str, accent: str, size: int) -> QSvgRenderer:
    text = tinted(name, ink, accent, size) if name in names() else _NOTHING
    return QSvgRenderer(QByteArray(text.encode("utf-8")))


def icon_pixmap(
    theme: WindowTheme,
    name: str,
    size: int,
    ratio: float = 1.0,
    role: str = "text",
    accent: str = "",
) -> QPixmap:
    """Return an icon of `size` device-independent pixels for a screen of a ratio."""
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, theme, name, QRectF(0, 0, side, side), role, accent, size)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(
    theme: WindowTheme, name: str, size: int = 16, role: str = "text2", accent: str = ""
) -> QIcon:
    """Return an icon for buttons and menus, greyed where disabled."""
    out = QIcon()
    for ratio in RATIOS:
        out.addPixmap(icon_pixmap(theme, name, size, ratio, role, accent))
        out.addPixmap(_faded(icon_pixmap(theme, name, size, ratio, role)), QIcon.Mode.Disabled)
    return out


def _faded(pixmap: QPixmap) -> QPixmap:
    """Return a pixmap at 40%: disabled, in a theme of any colours."""
    out = QPixmap(pixmap.size())
    out.setDevicePixelRatio(pixmap.devicePixelRatio())
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setOpacity(0.4)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return out
