"""A monkey at the mouse, the keys and the palette: nothing raises, nothing drifts."""

from __future__ import annotations

import random

import pytest
import yaml
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.interact.align import SIDES
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.reading import read_document
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import LIGHT
from tests.gui.canvas.conftest import made_hands
from tests.gui.canvas.hands import CTRL, PLAIN, SHIFT, Hands
from tests.support.shared import CHECKOUT

ACTIONS = 250
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down),
    *(Qt.Key.Key_C, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_F2),
    Qt.Key.Key_E,
    *(Qt.Key.Key_Delete, Qt.Key.Key_Slash, Qt.Key.Key_Space, Qt.Key.Key_Menu, Qt.Key.Key_Home),
)
# copy, cut, paste, duplicate: the clipboard stays with the test's own process offscreen
CTRL_KEYS = (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_V, Qt.Key.Key_D, Qt.Key.Key_A)


class Monkey:
    def __init__(self, hands: Hands, seed: int) -> None:
        self.hands = hands
        self.dice = random.Random(seed)

    def somewhere(self) -> QPoint:
        """On a box, on its border, or anywhere."""
        nodes = self.hands.view.picture.nodes
        if nodes and self.dice.random() < 0.7:
            node = self.dice.choice(nodes)
            dx = self.dice.choice((0, node.box.w / 2, node.box.w, 20, -9))
            dy = self.dice.choice((0, node.box.h / 2, node.box.h, 12, -9))
            return self.hands.view.mapFromScene(node.box.x + dx, node.box.y + dy)
        return QPoint(self.dice.randrange(1100), self.dice.randrange(700))

    def act(self) -> None:
        hands, dice = self.hands, self.dice
        kind = dice.choice(KINDS).kind
        match dice.randrange(14):
            case 0 | 1:
                hands.click(self.somewhere(), dice.choice((PLAIN, SHIFT, CTRL)))
            case 2 | 3 | 4:
                hands.drag(self.somewhere(), self.somewhere(), dice.choice((PLAIN, CTRL)))
            case 5:
                hands.drop(kind, self.somewhere())
            case 6:
                hands.key(dice.choice(KEYS), dice.choice((PLAIN, PLAIN, SHIFT)))
            case 7:
                hands.view.begin_place(kind)
            case 8:
                hands.double_click(self.somewhere())
            case 9:
                hands.view.set_zoom(dice.choice((0.1, 0.5, 1.0, 2.0)))
            case 12 | 13:
                self.act_on_the_selection()
            case 10:
                hands.bridge.undo() if dice.random() < 0.7 else hands.bridge.redo()
            case _:
                hands.drag_over(kind, self.somewhere())
                hands.leave()
        self.close_popups()

    def act_on_the_selection(self) -> None:
        """Copy, paste, align and pan, with whatever is selected."""
        hands, dice = self.hands, self.dice
        match dice.randrange(4):
            case 0 | 1:
                hands.key(dice.choice(CTRL_KEYS), CTRL)
            case 2:
                hands.view.align(dice.choice(SIDES))
            case _:
                hands.right_drag(self.somewhere(), self.somewhere())

    def close_popups(self) -> None:
        for menu in self.hands.view.findChildren(QMenu):
            menu.close()
        for editor in self.hands.view.viewport().findChildren(QLineEdit):
            if editor.isVisible():
                QTest.keyClicks(editor, self.dice.choice(("", "a", "x-1")))
                QTest.keyClick(editor, self.dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))


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
