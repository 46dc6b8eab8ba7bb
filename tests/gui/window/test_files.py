"""Files and the guard: nothing is lost unasked, a failed save says so and keeps the design dirty."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksdesigner.edit.remove import DeleteResources
from aksdesigner.gui.dialogs import questions
from aksdesigner.store.design_file import parse_design, read_bytes
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.support.window import sample_path


def change(window) -> None:
    assert window.bridge.do(DeleteResources(("vm:jump",)))


def answer(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> list[object]:
    asked: list[object] = []

    def say(*arguments: object) -> object:
        asked.append(arguments)
        return value

    monkeypatch.setattr(questions, name, say)
    return asked


def test_it_starts_on_the_start_screen_with_the_samples(window) -> None:
    assert window.pages.currentIndex() == 0
    assert not window.top_bar.isVisible()
    assert not any(dock.isVisible() for dock in window.docks.all)


def test_a_sample_opens_as_a_copy_without_a_file(window) -> None:
    card = next(c for c in window.start.findChildren(object) if c.objectName() == "card")
    card.chosen.emit(card._payload)
    assert window.pages.currentIndex() == 1
    assert window.files.path is None
    assert not window.bridge.update_now.is_dirty
    assert all(dock.isVisible() for dock in window.docks.all)


def test_a_broken_file_is_told_with_its_place_and_the_design_stays(hub, tmp_path: Path) -> None:
    broken = tmp_path / "broken.aksd"
    broken.write_text(
        '{"aksdesigner": 1, "topology": {"vnets": [{"name": "a", "prefixes": ["x"]}]}}'
    )
    before = hub.bridge.update_now.document
    assert not hub.desk.open_path(broken)
    assert hub.bridge.update_now.document is before
    assert hub.message.isVisible()
    for word in ("broken.aksd", "topology.vnets[0].prefixes[0]", "found 'x'", "expected"):
        assert word in hub.message.text


def test_saving_writes_the_design_and_clears_the_dot(hub) -> None:
    change(hub)
    assert hub.top_bar._dot.isVisible() and hub.windowTitle().startswith("●")
    hub.actions_by_id["save"].trigger()
    assert not hub.top_bar._dot.isVisible()
    path = hub.files.path
    assert parse_design(read_bytes(path), str(path)).document == hub.bridge.update_now.document
    assert hub.settings.recent[0] == path


def test_a_save_that_fails_keeps_the_design_dirty(hub, monkeypatch, tmp_path: Path) -> None:
    change(hub)
    blocked = tmp_path / "no-such-folder" / "x.aksd"
    answer(monkeypatch, "ask_save_path", blocked)
    hub.actions_by_id["save_as"].trigger()
    assert hub.bridge.update_now.is_dirty
    assert hub.message.isVisible() and "no folder" in hub.message.text
    assert str(blocked) in hub.message.text


@pytest.mark.parametrize(("said", "goes"), [("cancel", False), ("discard", True)])
def test_unsaved_work_is_asked_about_before_a_new_design(hub, monkeypatch, said, goes) -> None:
    change(hub)
    before = hub.bridge.update_now.document
    asked = answer(monkeypatch, "ask_leaving", said)
    hub.actions_by_id["new"].trigger()
    assert len(asked) == 1
    assert (hub.bridge.update_now.document is not before) is goes


def test_answering_save_saves_first(hub, monkeypatch) -> None:
    change(hub)
    path = hub.files.path
    answer(monkeypatch, "ask_leaving", "save")
    hub.actions_by_id["new"].trigger()
    assert b'"jump"' not in path.read_bytes()
    assert hub.bridge.update_now.document.topology.vnets == ()


def test_answering_save_and_then_no_file_stays(window, monkeypatch) -> None:
    window.desk.new_from(parse_design(read_bytes(sample_path("hub-spoke")), "x").document)
    change(window)
    answer(monkeypatch, "ask_leaving", "save")
    answer(monkeypatch, "ask_save_path", None)
    before = window.bridge.update_now.document
    window.actions_by_id["new"].trigger()
    assert window.bridge.update_now.document is before


def test_closing_is_guarded_too(hub, monkeypatch) -> None:
    change(hub)
    answer(monkeypatch, "ask_leaving", "cancel")
    assert not hub.close() and hub.isVisible()
    answer(monkeypatch, "ask_leaving", "discard")
    assert hub.close()


def test_a_file_changed_by_others_is_not_replaced_unasked(hub, monkeypatch) -> None:
    change(hub)
    path = hub.files.path
    theirs = path.read_bytes() + b" "
    path.write_bytes(theirs)
    asked = answer(monkeypatch, "ask_replace", False)  # noqa: FBT003
    hub.actions_by_id["save"].trigger()
    assert asked and path.read_bytes() == theirs and hub.bridge.update_now.is_dirty
    answer(monkeypatch, "ask_replace", True)  # noqa: FBT003
    hub.actions_by_id["save"].trigger()
    assert path.read_bytes() != theirs and not hub.bridge.update_now.is_dirty


def test_recent_files_are_offered_and_the_missing_one_is_grey(hub) -> None:
    path = hub.files.path
    hub._fill_recent()
    assert [a.isEnabled() for a in hub._recent_menus[0].actions()] == [True]
    path.unlink()
    hub._fill_recent()
    assert [a.isEnabled() for a in hub._recent_menus[0].actions()] == [False]


def test_work_of_a_crashed_program_is_offered_and_recovered(window, tmp_path: Path) -> None:
    session = Session()
    crashed = DesignFiles(session, tmp_path / "journals")
    crashed.open(sample_path("hub-spoke"))
    session.do(DeleteResources(("vm:jump",)))
    crashed._journal.let_go()
    window.show_start()
    rows = [w for w in window.start.findChildren(object) if w.objectName() == "recent"]
    entry = rows[0]._payload
    assert entry.edits >= 0 and entry.name == "Hub and two spokes"
    rows[0].chosen.emit(entry)
    assert window.pages.currentIndex() == 1
    assert "vm:jump" not in window.bridge.update_now.document.topology.index.by_key
    assert window.bridge.update_now.is_dirty
