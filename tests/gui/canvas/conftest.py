"""A canvas on a small network, and hands that work on it through Qt's own events."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.model.document import Document
from aksdesigner.present.theme import LIGHT
from aksdesigner.workspace.session import Session
from tests.gui.canvas.hands import Hands
from tests.unit.interact.pictures import network


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
