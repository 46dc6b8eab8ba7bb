"""A monkey at the mouse, the keys and the palette of a canvas."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from aksdesigner.interact.align import SIDES
from aksdesigner.model.kinds.catalogue import KINDS
from tests.gui.canvas.hands import CTRL, PLAIN, SHIFT, Hands

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
