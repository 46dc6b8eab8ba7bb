"""The picture of a design as PNG or PDF: the display list painted without a window."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter

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
# dots an inch of a PDF's coordinates; a scene pixel is 1/96 inch
PDF_DOTS, SCENE_DOTS, POINTS = 960, 96, 72
# the longest side of a page that PDF readers open, in points
LARGEST_PAGE = 14_400.0
# what Qt takes from the clock and from chance, overwritten in place so that offsets hold
_CHANGING = (
    rb"/(?:Creation|Mod)Date \(D:([^)]*)\)",
    rb"/ID \[ <([0-9a-fA-F]*)> <([0-9a-fA-F]*)> \]",
    rb"xmp:(?:Create|Modify|Metadata)Date=\"([^\"]*)\"",
    rb"xmpMM:DocumentID=\"uuid:([^\"]*)\"",
)


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


def pdf_of(
    document: Document,
    analysis: Analysis | None,
    *,
    theme: ThemeName = "light",
    path: Trace | None = None,
    detail: Detail = "near",
) -> bytes:
    """Return the picture as one PDF page of lines and text, as large as the picture.

    The same design gives the same bytes with the same Qt. Raises OSError where Qt can't write it.
    """
    ensure_gui()
    scene = scene_of(document, analysis, path=path, detail=detail)
    area = scene.bounds if scene.bounds.w else EMPTY
    points = min(POINTS / SCENE_DOTS, LARGEST_PAGE / max(area.w, area.h))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("aksdesigner")
    writer.setTitle(document.name)
    writer.setResolution(PDF_DOTS)
    size = QSizeF(area.w * points, area.h * points)
    writer.setPageSize(
        QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError("this Qt cannot write PDF")
    try:
        scale = points * PDF_DOTS / POINTS
        painter.scale(scale, scale)
        painter.translate(-area.x, -area.y)
        colors = THEMES[theme]
        painter.fillRect(QRectF(area.x, area.y, area.w, area.h), color_of(colors, "canvas"))
        paint(painter, display_list(scene, detail), colors)
    finally:
        painter.end()
    return timeless(bytes(content.data()))


def timeless(pdf: bytes) -> bytes:
    """Return a PDF without the moment and the chance of its making, as long as before."""
    for pattern in _CHANGING:
        for match in reversed(list(re.finditer(pattern, pdf))):
            for number in range(match.re.groups, 0, -1):
                start, end = match.span(number)
                fixed = re.sub(rb"[0-9A-Fa-f]", b"0", pdf[start:end])
                if b"(D:" in pattern:
                    fixed = b"20000101" + fixed[8:]
                elif b"Date" in pattern:
                    fixed = b"2000-01-01" + fixed[10:]
                pdf = pdf[:start] + fixed + pdf[end:]
    return pdf


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
