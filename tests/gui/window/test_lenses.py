"""Choosing a lens by key, menu and switch; the legend; the narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.panels.lens_bar import LENS_NAMES, action_name
from aksdesigner.present import scene


def lens(window: MainWindow) -> str | None:
    return window.bridge.update_now.document.view.lens


def test_keys_choose_the_lens_and_undo_takes_it_back(hub: MainWindow) -> None:
    hub.canvas.setFocus()
    for place, name in enumerate(LENS_NAMES[1:], 2):
        QTest.keyClick(hub.canvas, Qt.Key(Qt.Key.Key_0 + place))
        assert lens(hub) == name
        assert hub.actions_by_id[action_name(name)].isChecked()
    QTest.keyClick(hub.canvas, Qt.Key.Key_1)
    assert lens(hub) is None
    hub.bridge.undo()
    assert lens(hub) == "egress"


def test_the_legend_is_there_only_with_a_lens(hub: MainWindow) -> None:
    assert not hub.canvas.legend.isVisible()
    QTest.keyClick(hub.canvas, Qt.Key.Key_2)
    assert hub.canvas.legend.isVisible() and "User routes" in hub.canvas.legend.text
    QTest.keyClick(hub.canvas, Qt.Key.Key_1)
    assert not hub.canvas.legend.isVisible() and hub.canvas.legend.text == ""


def test_the_switch_chooses_and_a_narrow_window_has_a_menu(hub: MainWindow) -> None:
    bar = hub.top_bar.lenses
    QTest.mouseClick(bar.buttons[6], Qt.MouseButton.LeftButton)
    assert lens(hub) == "ownership" and bar.menu_button.text() == "Lens: Ownership"
    hub.resize(1200, 800)
    assert bar.menu_button.isVisible() and not bar.buttons[0].isVisible()


def test_without_a_lens_no_lens_is_asked(hub: MainWindow, monkeypatch) -> None:
    asked: list[object] = []
    seen_through = scene.seen_through

    def counted(*given: object) -> object:
        asked.append(given)
        return seen_through(*given)

    monkeypatch.setattr(scene, "seen_through", counted)
    hub.actions_by_id["arrange"].trigger()
    hub.actions_by_id["collapse"].trigger()
    assert asked == []
    QTest.keyClick(hub.canvas, Qt.Key.Key_2)
    assert asked  # the count sees what is asked
