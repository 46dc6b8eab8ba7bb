"""The product's side of `tests.bench canvas`: one process, one JSON line of milliseconds.

`python -m tests.bench.canvas_side BOXES`. The frames are those of the baseline's canvas.py: a view
of 1600 by 1000, medians of frames that are waited for through the event loop. Boxes are dragged by
their ghost, as in the window; the drop that ends a drag is `edit`. There is no analysis: bars and
badges are the engine's part.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsView

from aksdesigner.edit.place import Place
from aksdesigner.gui.canvas.camera import Camera
from aksdesigner.gui.canvas.pointer import rect_of
from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.present.memory import Memory
from aksdesigner.present.picture import Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import LIGHT, detail_at
from aksdesigner.report.painting import load_fonts
from tests.bench.canvas_estate import design_of

FRAMES, WARM, BUDGET_S = 25, 3, 4.0


class View(QGraphicsView):
    """Counts its frames."""

    frames = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint, and count."""
        super().paintEvent(event)
        self.frames += 1


class Side:
    """The product's scene and items in a plain view of the baseline's size."""

    def __init__(self, boxes: int) -> None:
        self.document = design_of(boxes)
        self.memory = Memory()
        start = time.perf_counter()
        self.scene = CanvasScene(LIGHT)
        self.draw()
        self.scene.picture.nodes_at(500, 500)  # the look-ups of the pointer are made
        self.build = time.perf_counter() - start
        self.view = View(self.scene)
        self.view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.view.resize(1600, 1000)
        self.camera = Camera(self.view)
        self.camera.set_content(self.scene.content_rect())

    def draw(self) -> Scene:
        """Lay out and patch the items, at the detail of now."""
        picture = scene_of(self.document, None, detail=self.scene.detail, memory=self.memory)
        self.scene.show_picture(picture, self.scene.detail)
        return picture

    def edit(self, step: int) -> None:
        """Drop a network somewhere else."""
        name = self.document.topology.vnets[len(self.document.topology.vnets) // 2].name
        x, y = self.document.view.positions[name][:2]
        self.document = Place({f"vnet:{name}": (x + (8 if step % 2 else -8), y)}).apply(
            self.document
        )
        self.draw()
        self.view.viewport().update()

    def detailed(self) -> None:
        """Choose the detail of the zoom, as the window does."""
        detail = detail_at(self.camera.zoom, self.scene.detail)
        if detail != self.scene.detail:
            self.scene.show_picture(self.scene.picture, detail)


def frames(side: Side, change: Callable[[int], object]) -> float:
    """Return the median milliseconds of a change until it has been painted."""
    found: list[float] = []
    begin = time.perf_counter()
    for step in range(FRAMES + WARM):
        before, start = side.view.frames, time.perf_counter()
        change(step)
        while side.view.frames == before and time.perf_counter() - start < 2:
            QApplication.processEvents()
        if step >= WARM or time.perf_counter() - begin > BUDGET_S:
            found.append((time.perf_counter() - start) * 1000)
        if time.perf_counter() - begin > BUDGET_S and len(found) >= 5:
            break
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    _application = QApplication([])
    load_fonts()
    side = Side(int(sys.argv[1]))
    view = side.view
    view.show()
    QApplication.processEvents()
    middle = side.scene.picture.nodes[len(side.scene.picture.nodes) // 2]
    side.camera.zoom_to(1.0)
    side.camera.look_at(rect_of(middle.box).center())
    bar, spot = view.horizontalScrollBar(), QPoint(800, 500)
    shift = [-7, 7]
    row = {
        "build": side.build * 1000,
        "pan": frames(side, lambda n: bar.setValue(bar.value() + shift[n // 15 % 2])),
        "zoom": frames(
            side,
            lambda n: side.camera.zoom_to(
                side.camera.zoom * (1.05 if n // 8 % 2 else 1 / 1.05), spot
            ),
        ),
        "edit": frames(side, side.edit),
    }
    side.camera.fit(side.scene.content_rect())
    side.detailed()
    row["fit repaint"] = frames(side, lambda _: view.viewport().update())
    row["rss"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**row, "boxes": len(side.scene.picture.nodes)}) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
