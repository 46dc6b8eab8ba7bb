"""Every gesture of the mouse and every entry of the canvas's menu has a way by the keyboard."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aksdesigner import interact
from aksdesigner.gui.canvas.menu import entries_for
from aksdesigner.gui.main_window import MainWindow

# the gesture -> the test that does the same by key
BY_KEY = {
    "Moving": "test_arrows_nudge_and_undo_as_one_step",
    "Resizing": "test_ctrl_and_arrows_resize_and_undo_as_one_step",
    "Connecting": "test_c_and_arrows_connect",
    "PlacingNew": "test_a_thing_is_placed_with_arrows_and_enter",
    "RubberBand": "test_tab_walks_the_boxes_both_ways",
}


def gestures() -> set[str]:
    """The classes of interact that hear a pointer from press to release."""
    found = set()
    for info in pkgutil.iter_modules(interact.__path__):
        module = importlib.import_module(f"{interact.__name__}.{info.name}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            is_own = kind.__module__ == module.__name__ and name != "Gesture"
            if is_own and {"move", "end"} <= set(vars(kind)):
                found.add(name)
    return found


@pytest.mark.parametrize("gesture", sorted(BY_KEY))
def test_a_gesture_has_a_test_by_key(gesture: str) -> None:
    tests = importlib.import_module("tests.gui.canvas.test_keyboard")
    assert gesture in gestures()
    assert hasattr(tests, BY_KEY[gesture])


def test_what_the_menu_of_the_canvas_does_is_reached_by_the_menu_key(qtbot, hub) -> None:
    view = hub.canvas
    view.select(("vnet:hub",))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = view._menus._menu
    assert menu is not None and menu.isVisible()
    shown = {action.text().partition("\t")[0] for action in menu.actions()}
    wanted = {e.text.replace("&", "&&") for e in entries_for(view._desk.ground) if not e.submenu}
    assert wanted <= shown
    menu.close()


def focusables(window: MainWindow) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.width() > 0
    ]


def test_the_focus_is_seen_on_everything_that_takes_it(qtbot, hub) -> None:
    """A picture of each widget with the focus differs from one without it."""
    hub.activateWindow()
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    hub.canvas.setFocus()
    unseen = []
    for widget in focusables(hub):
        hub.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        if widget.grab().toImage() == before:
            unseen.append(
                f"{type(widget).__name__}#{widget.objectName()} {widget.accessibleName()}"
            )
    assert not unseen
