"""Copy, cut, paste and duplicate: between windows, documents and other programs."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QGuiApplication, QImage

from aksdesigner.edit.command import Refused
from aksdesigner.edit.remove import deletion
from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.interact.clipboard import clip_text, duplicated, pasted, picture_of
from aksdesigner.present.picture import Box
from aksdesigner.report.raster import png_of_scene
from aksdesigner.report.svg import svg_of_scene

CLIP_MIME = "application/x-aksdesigner-clip"
SVG_MIME, PNG_MIME = "image/svg+xml", "image/png"
# more boxes make a picture that nobody can read and that takes long to paint
MOST_DRAWN = 1_500
# and so does a larger picture; things that stand far apart are drawn smaller
SHARP, MOST_PIXELS = 2.0, 24_000_000


class Clipboard:
    """What one canvas puts on the clipboard and takes from it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def copy(self) -> bool:
        """Copy the selection: for another canvas, as text, and as pictures (SVG, PNG)."""
        keys, ground = self._desk.selection, self._desk.ground
        try:
            text = clip_text(ground.document, keys)
        except Refused as reason:
            self._desk.status.emit(str(reason))
            return False
        QGuiApplication.clipboard().setMimeData(self._data(text))
        count = len(keys)
        self._desk.status.emit("Copied." if count == 1 else f"Copied {count} things.")
        return True

    def cut(self) -> bool:
        """Copy the selection and remove it; undo brings it back."""
        keys = self._desk.selection
        document = self._desk.ground.document
        return self.copy() and self._desk.bridge.do(deletion(document, keys))

    def paste(self, at: QPointF) -> bool:
        """Paste into what is selected, else where it came from, else around a scene point."""
        text = text_of(QGuiApplication.clipboard().mimeData())
        selected = self._desk.selection
        parent = selected[0] if len(selected) == 1 else None
        return self._desk.finish(pasted(self._desk.ground, text, parent, (at.x(), at.y())))

    def duplicate(self) -> bool:
        """Put a copy of the selection beside it; the clipboard is left alone."""
        return self._desk.finish(duplicated(self._desk.ground, self._desk.selection))

    def _data(self, text: str) -> QMimeData:
        data = QMimeData()
        data.setData(CLIP_MIME, text.encode("utf-8"))
        data.setText(text)
        scene, document = self._desk.scene.picture, self._desk.ground.document
        picture = picture_of(scene, document, self._desk.selection)
        if 0 < len(picture.nodes) <= MOST_DRAWN:
            png = png_of_scene(picture, scale=_scale_of(picture.bounds))
            data.setImageData(QImage.fromData(png))
            data.setData(PNG_MIME, png)
            data.setData(SVG_MIME, svg_of_scene(picture, title=document.name).encode("utf-8"))
        return data


def _scale_of(area: Box) -> float:
    """Return how many pixels of the picture a pixel at 100% gets."""
    return min(SHARP, sqrt(MOST_PIXELS / max(area.w * area.h, 1.0)))


def text_of(data: QMimeData | None) -> str:
    """Return the design that a clipboard holds, in our own form or as plain text."""
    if data is None:  # nobody has copied anything
        return ""
    if data.hasFormat(CLIP_MIME):
        return bytes(data.data(CLIP_MIME).data()).decode("utf-8", "replace")
    return data.text() if data.hasText() else ""
