"""Drag kinds from the real palette onto the canvas with a real QDrag; print what came of it.

Run as a program under an X server: QDrag.exec() returns at once on the offscreen platform.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.gui.panels.palette import KindTile, PalettePanel
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.present.theme import LIGHT
from aksdesigner.workspace.session import Session

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SETTLE_MS = 300
STEP_MS = 20
STEPS = 12
# moves at the end of the way, so that the target has seen the last place before the release
LINGER = 3
LIMIT_MS = 5_000


class Hand(QObject):
    """Moves the pointer while the drag runs its own event loop, and lets go at the end."""

    def __init__(self, window: QWidget, start: QPoint, end: QPoint) -> None:
        super().__init__(window)
        self._window, self._start, self._end = window, start, end
        self._step = 0
        self.is_done = False
        QTimer.singleShot(SETTLE_MS, self._feed)

    def _feed(self) -> None:
        self._step += 1
        part = min(self._step, STEPS) / STEPS
        place = self._start + (self._end - self._start) * part
        QTest.mouseMove(self._window.windowHandle(), place)
        if self._step < STEPS + LINGER:
            QTimer.singleShot(STEP_MS, self._feed)
            return
        QTest.mouseRelease(self._window.windowHandle(), LEFT, PLAIN, place)
        self.is_done = True


def drag(window: QWidget, tile: KindTile, end: QPoint) -> None:
    """Press on a tile, carry it to a place of the window, let go."""
    start = tile.mapTo(window, tile.rect().center())
    hand = Hand(window, start, end)
    handle = window.windowHandle()
    QTest.mouseMove(handle, start)
    QTest.mousePress(handle, LEFT, PLAIN, start)
    QTest.mouseMove(handle, start + QPoint(30, 4))
    waited = 0
    while not hand.is_done and waited < LIMIT_MS:
        QTest.qWait(STEP_MS)
        waited += STEP_MS
    QTest.qWait(100)


def main() -> None:
    app = QApplication(sys.argv)
    theme = WindowTheme()
    bridge = Bridge(Session())
    window = QWidget()
    layout = QHBoxLayout(window)
    palette = PalettePanel(theme, window)
    palette.setFixedWidth(216)
    view = CanvasView(bridge, LIGHT)
    layout.addWidget(palette)
    layout.addWidget(view, 1)
    window.resize(1000, 700)
    window.show()
    QTest.qWaitForWindowExposed(window)
    tiles = {tile.item.kind: tile for tile in palette.tiles}

    on_canvas = view.mapTo(window, QPoint(240, 200))
    drag(window, tiles["vnet"], on_canvas)
    drag(window, tiles["subnet"], on_canvas + QPoint(10, 40))
    said: list[str] = []
    view.status.connect(said.append)
    drag(window, tiles["vm"], view.mapTo(window, QPoint(700, 600)))

    vnets = bridge.session.document.topology.vnets
    result = {
        "platform": app.platformName(),
        "vnets": [vnet.name for vnet in vnets],
        "subnets": [str(s.prefixes[0]) for vnet in vnets for s in vnet.subnets],
        "revision": bridge.update_now.revision,
        "selection": view.selection(),
        "refused": said[-1] if said else "",
        "machines": len(bridge.session.document.topology.vms),
    }
    sys.stdout.write(json.dumps(result) + "\n")
    if len(sys.argv) > 1:
        window.grab().save(sys.argv[1])


if __name__ == "__main__":
    main()
