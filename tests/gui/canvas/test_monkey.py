"""A monkey at the mouse, the keys and the palette: nothing raises, nothing drifts."""

from __future__ import annotations

import pytest
import yaml
from pytestqt.qtbot import QtBot

from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.model.reading import read_document
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import LIGHT
from tests.gui.canvas.conftest import made_hands
from tests.gui.canvas.hands import Hands
from tests.gui.canvas.monkey import Monkey
from tests.support.shared import CHECKOUT

ACTIONS = 250


def test_nothing_raises_on_the_design_of_every_kind(qtbot: QtBot) -> None:
    text = (CHECKOUT / "tests" / "support" / "all_kinds.yaml").read_text(encoding="utf-8")
    document = read_document(yaml.safe_load(text)).document
    play(made_hands(qtbot, document), 11, actions=100)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_raises_and_nothing_drifts(hands: Hands, seed: int) -> None:
    play(hands, seed)


def play(hands: Hands, seed: int, actions: int = ACTIONS) -> None:
    """Let a monkey act, compare with a canvas made from scratch, and undo it all."""
    monkey = Monkey(hands, seed)
    start = hands.document
    for number in range(actions):
        monkey.act()
        if number % 25 == 0:
            update, view = hands.bridge.update_now, hands.view
            detail = view.canvas_scene.detail
            fresh = CanvasScene(LIGHT)
            fresh.show_picture(scene_of(update.document, update.analysis, detail=detail), detail)
            assert view.canvas_scene.content == fresh.content
    assert hands.bridge.update_now.revision > 10
    while hands.bridge.update_now.undo_label is not None:
        hands.bridge.undo()
    assert hands.document == start
