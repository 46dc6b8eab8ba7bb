"""The picture of a design as PNG: the display list painted into an image, without a window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from aksdesigner.present.drawing import display_list
from aksdesigner.present.picture import Box, Detail, Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import THEMES, ThemeName
from aksdesigner.report.painting import color_of, load_fonts, paint

# no image is wider or higher than this, in pixels; larger pictures are scaled down
LARGEST = 16_000
EMPTY = Box(0, 0, 640, 400)


def png_of(
    document: Document,
    analysis: Analysis | None,
    *,
    theme: ThemeName = "light",
    scale: float = 2.0,
    path: Trace | None = None,
    detail: Detail = "near",
) -> bytes:
    """Return the picture as a PNG; `scale` 2.0 is two pixels of the image for one at 100%."""
    return png_of_scene(
        scene_of(document, analysis, path=path, detail=detail), theme, scale, detail
    )


def write_png(
    target: Path,
    document: Document,
    analysis: Analysis | None,
    *,
    theme: ThemeName = "light",
    scale: float = 2.0,
    path: Trace | None = None,
) -> Path:
    """Write the picture into a file and return its path. Raises OSError like any writing."""
    target.write_bytes(png_of(document, analysis, theme=theme, scale=scale, path=path))
    return target


def png_of_scene(
    scene: Scene, theme: ThemeName = "light", scale: float = 2.0, detail: Detail = "near"
) -> bytes:
    """Return a laid out scene as a PNG."""
    image = image_of_scene(scene, theme, scale, detail)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs want bytes
        raise OSError("this Qt cannot write PNG")
    return bytes(content.data())


def image_of_scene(
    scene: Scene, theme: ThemeName = "light", scale: float = 2.0, detail: Detail = "near"
) -> QImage:
    """Return a laid out scene painted on paper."""
    ensure_gui()
    area = scene.bounds if scene.bounds.w else EMPTY
    scale = min(scale, LARGEST / max(area.w, area.h))
    image = QImage(
        max(1, round(area.w * scale)),
        max(1, round(area.h * scale)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(color_of(THEMES[theme], "canvas"))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        painter.translate(-area.x, -area.y)
        paint(painter, display_list(scene, detail), THEMES[theme])
    finally:
        painter.end()  # a painter that outlives its image ends the process
    return image


def ensure_gui() -> None:
    """Make a QGuiApplication where none runs; without a display Qt's offscreen one is used."""
    if QGuiApplication.instance() is None:
        has_display = any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
        if not has_display and os.name == "posix":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _keep.append(QGuiApplication([]))
    load_fonts()


# a QGuiApplication dies with its last reference
_keep: list[QGuiApplication] = []
