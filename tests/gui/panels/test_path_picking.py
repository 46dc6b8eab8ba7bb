"""Picking the ends of a path on the canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_ends_are_picked_by_selecting_on_the_canvas(hub) -> None:
    panel = hub.docks.path
    QTest.keyClick(panel.pick_source, Qt.Key.Key_Space)
    assert panel.pick_source.isChecked()
    hub.canvas.select(("vm:jump",))
    assert panel.source.text() == "vm:jump" and not panel.pick_source.isChecked()
    QTest.keyClick(panel.pick_destination, Qt.Key.Key_Space)
    hub.canvas.select(("vm:ci-agent",))
    assert panel.destination.text() == "vm:ci-agent"
    assert panel.source.text() == "vm:jump" and panel.trace is not None


def test_one_end_at_a_time_is_picked_and_without_picking_nothing_is_taken(hub) -> None:
    panel = hub.docks.path
    QTest.keyClick(panel.pick_source, Qt.Key.Key_Space)
    QTest.keyClick(panel.pick_destination, Qt.Key.Key_Space)
    assert panel.pick_destination.isChecked() and not panel.pick_source.isChecked()
    QTest.keyClick(panel.pick_destination, Qt.Key.Key_Space)
    hub.canvas.select(("vm:jump",))
    assert panel.source.text() == "" and panel.destination.text() == ""
