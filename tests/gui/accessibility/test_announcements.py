"""What a screen reader is told when the design changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.place import Place
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.main_window import MainWindow


@pytest.fixture
def said(hub: MainWindow, monkeypatch) -> list[str]:
    """What is handed to Qt for screen readers, in order."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda e: heard.append(e.message()))
    return heard


def test_an_edit_tells_what_was_done_and_the_findings_it_brought(hub, said) -> None:
    hub.bridge.do(SetField("subnet:spoke-prod/snet-aks-nodes", "prefixes", ["10.99.0.0/24"]))
    assert len(said) == 1
    assert "prefixes" in said[0] and " error" in said[0]


def test_undo_and_redo_are_told_by_name(hub, said) -> None:
    hub.bridge.do(DeleteResources(("vm:jump",)))
    hub.bridge.undo()
    hub.bridge.redo()
    assert said[1].startswith("Undone: Delete jump")
    assert said[2].startswith("Redone: Delete jump")


def test_a_move_says_nothing_of_findings(hub, said) -> None:
    hub.bridge.do(Place({"vnet:hub": (40.0, 40.0)}))
    assert said == [hub.bridge.update_now.undo_label]


def test_a_refusal_interrupts(hub, monkeypatch) -> None:
    events = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    hub.bridge.do(DeleteResources(("vm:nobody",)))
    assert "nobody" in events[0].message()
    assert events[0].politeness() is QAccessible.AnnouncementPoliteness.Assertive


def test_walking_the_canvas_tells_what_is_selected(qtbot, hub, said) -> None:
    hub.canvas.setFocus()
    qtbot.waitUntil(hub.canvas.hasFocus)
    qtbot.keyClick(hub.canvas, Qt.Key.Key_Tab)
    key = hub.canvas.selection()[0]
    kind = hub.bridge.update_now.document.topology.index.at(key)
    assert kind is None or kind.title in said[-1]


def test_saving_is_no_news_of_the_design(hub, said) -> None:
    hub.bridge.do(AddResource("vnet"))
    said.clear()
    hub.bridge.session.mark_saved()
    assert said == ["Saved"]
