"""Random events at a canvas with its outline: model, picture and tree agree, undo leads back."""

from __future__ import annotations

import ctypes
import gc
import os
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.gui.panels.outline import KEY_ROLE, OutlinePanel
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.model.ids import Key
from aksdesigner.model.note import notes_by_key
from aksdesigner.model.reading import read_document
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import LIGHT
from aksdesigner.store.plain_json import document_text
from aksdesigner.workspace.session import Session
from tests.campaigns.campaign import Campaign, Tally, say
from tests.gui.canvas.hands import Hands
from tests.gui.canvas.monkey import Monkey
from tests.support.random_designs.generator import random_data
from tests.unit.interact.pictures import network

EVENTS = 120
LOOK_EVERY = 12
MOST_GROWN_KB = 5 * 1024
# the offscreen platform says so of size hints, raising and grabbing
HARMLESS = "This plugin does not support"


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:  # noqa: ARG001
    """Play twice: what the first time puts into caches (glyphs, words) is no growth the second."""
    seed = rng.randrange(1 << 30)
    with _complaints() as said:
        events = _play(random.Random(seed), number)
        _give_back()
        before = _resident_kb()
        events += _play(random.Random(seed), number)
        _give_back()
    assert not said, said[:3]
    return {"events": events, "grown kB": _resident_kb() - before}


def _play(rng: random.Random, number: int) -> int:
    """Let a monkey act on a small network or a random design, and undo it all."""
    application = _application()
    document = network() if number % 2 else read_document(random_data(rng, 12)).document
    bridge = Bridge(Session(document))
    view, theme = CanvasView(bridge, LIGHT), WindowTheme()
    outline = OutlinePanel(bridge, theme)
    view.resize(1100, 700)
    view.show()
    try:
        monkey = Monkey(Hands(view, bridge), rng.randrange(1 << 30))
        start = document_text(bridge.session.document)
        for event in range(EVENTS):
            monkey.act()
            application.processEvents()
            if event % LOOK_EVERY == 0:
                _agree(bridge, view, outline)
        view.set_zoom(1.0)
        _agree(bridge, view, outline)
        while bridge.update_now.undo_label is not None:
            bridge.undo()
        _agree(bridge, view, outline)
        assert document_text(bridge.session.document) == start, "undo does not lead to the start"
    finally:
        for widget in (view, outline):
            widget.close()
            widget.deleteLater()
        bridge.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return EVENTS


def _agree(bridge: Bridge, view: CanvasView, outline: OutlinePanel) -> None:
    """Hold the canvas against one made from scratch, and the tree and the selection to the model."""
    update, detail = bridge.update_now, view.canvas_scene.detail
    fresh = CanvasScene(LIGHT)
    fresh.show_picture(scene_of(update.document, update.analysis, detail=detail), detail)
    assert view.canvas_scene.content == fresh.content, "the canvas differs from one from scratch"
    document = update.document
    known = document.topology.index.by_key.keys() | notes_by_key(document.notes).keys()
    assert _listed(outline) == known, sorted(_listed(outline) ^ known)[:3]
    assert set(view.selection()) <= known | view.picture.by_key.keys()


def _listed(outline: OutlinePanel) -> set[Key]:
    """Return the keys of all lines of the tree."""
    found: set[Key] = set()
    todo = [outline.tree.invisibleRootItem()]
    while todo:
        item = todo.pop()
        inner = [item.child(at) for at in range(item.childCount())]
        found.update(one.data(0, KEY_ROLE) for one in inner)
        todo += inner
    return found


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what Qt warns of and what its callbacks raise, which no caller sees."""
    said: list[str] = []

    def warned(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        loud = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if kind in loud and HARMLESS not in text:
            said.append(text)

    def raised(
        kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
    ) -> None:
        said.append(f"{kind.__name__}: {fault}")

    hook, sys.excepthook = sys.excepthook, raised
    handler = qInstallMessageHandler(warned)
    try:
        yield said
    finally:
        qInstallMessageHandler(handler)
        sys.excepthook = hook


@cache
def _application() -> QCoreApplication:
    """Return the application of this process, which lasts as long."""
    return QApplication.instance() or QApplication([])


def _give_back() -> None:
    """Let go of what nobody holds: pictures on the clipboard, garbage, free memory."""
    QGuiApplication.clipboard().clear()
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _resident_kb() -> int:
    """Return the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def missing() -> str | None:
    return None if Path("/proc/self/statm").exists() else "no /proc to read the memory from"


def judge(tally: Tally) -> list[str]:
    grown = tally.counts.get("grown kB", 0)
    say(f"playing the same again, memory grew by {grown:,} kB in all")
    return [f"memory grew by {grown:,} kB"] if grown > MOST_GROWN_KB else []


CAMPAIGN = Campaign(
    "monkey",
    "whatever is clicked, dragged and typed, canvas, outline and model agree and undo leads back",
    500,
    trial,
    unit="events",
    judge=judge,
    missing=missing,
)
