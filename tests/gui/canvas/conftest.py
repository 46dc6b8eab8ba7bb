"""A canvas on a small network, and hands that work on it through Qt's own events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.qtbot import QtBot

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.model.document import Document
from aksdesigner.present.theme import LIGHT
from aksdesigner.workspace.session import Session
from tests.gui.canvas.hands import Hands
from tests.unit.interact.pictures import network

# the offscreen platform says so of size hints, raising and grabbing
HARMLESS = "This plugin does not support"


@pytest.fixture(autouse=True)
def no_qt_warnings(qtlog) -> Iterator[None]:
    """Qt complains in words only; a test that made it complain has failed."""
    yield
    loud = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    said = [r.message for r in qtlog.records if r.type in loud and HARMLESS not in r.message]
    assert not said


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """A shown canvas of 1100 × 700 on hub and spoke1 (two subnets, one machine), at 100%."""
    return made_hands(qtbot, network())


@pytest.fixture
def empty_hands(qtbot: QtBot) -> Hands:
    """A shown canvas with nothing on it."""
    return made_hands(qtbot, None)


def made_hands(qtbot: QtBot, document: Document | None) -> Hands:
    bridge = Bridge(Session(document))
    view = CanvasView(bridge, LIGHT)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.set_zoom(1.0)
    return Hands(view, bridge)
