"""The tour in five steps: shown once, by key and by mouse, never in the way."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.accessibility.tree import nameless

K = Qt.Key


def test_it_is_shown_once(hub) -> None:
    hub.tour.start_once()
    assert hub.tour.isVisible()
    hub.tour.skip_button.click()
    assert not hub.tour.isVisible() and not hub.tour._ring.isVisible()
    hub.tour.start_once()
    assert not hub.tour.isVisible()
    hub.actions_by_id["tour"].trigger()
    assert hub.tour.isVisible()


def test_keys_walk_through_it_and_back(qtbot, hub) -> None:
    hub.activateWindow()
    hub.tour.start()
    qtbot.waitUntil(hub.tour.next_button.hasFocus)
    titles = [hub.tour._title.text()]
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), K.Key_Space)
        titles.append(hub.tour._title.text())
    assert len(set(titles)) == 5 and hub.tour.next_button.text() == "Done"
    hub.tour.back_button.click()
    assert hub.tour._title.text() == titles[3]
    qtbot.keyClick(hub.tour, K.Key_Escape)
    assert not hub.tour.isVisible()


def test_the_card_stands_inside_the_window_and_the_ring_around_what_it_is_about(hub) -> None:
    for size in ((1600, 1000), (1280, 720)):
        hub.resize(*size)
        hub.tour.start()
        for step in hub.tour._steps:
            about = step.about()
            where = QRect(about.mapTo(hub, QPoint()), about.size())
            assert hub.tour._ring.geometry() == where
            assert hub.rect().contains(hub.tour.geometry())
            hub.tour.forward()


def test_its_buttons_have_names(hub) -> None:
    hub.tour.start()
    assert nameless(hub.tour) == []


def test_it_leaves_the_start_screen(window) -> None:
    window.actions_by_id["tour"].trigger()
    assert window.pages.currentIndex() == 1 and window.tour.isVisible()
