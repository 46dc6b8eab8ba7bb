"""The session owns now: do, undo, redo, open, saved."""

from __future__ import annotations

import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Place
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField, SetSettings
from aksdesigner.edit.views import NewView
from aksdesigner.model.document import new_document
from aksdesigner.workspace.session import Session
from aksdesigner.workspace.update import Update
from tests.support.edit_designs import hub_spoke


def nudge(x: int) -> Place:
    return Place({"vnet:hub": (x, 0)})


def test_undo_returns_the_very_same_documents() -> None:
    first = hub_spoke()
    session = Session(first)
    session.do(AddResource("vnet"))
    middle = session.document
    session.do(Rename("vnet:spoke3", "x"))
    last = session.document
    assert session.undo().document is middle
    assert session.undo().document is first
    assert session.undo().document is first
    assert session.redo().document is middle
    assert session.redo().document is last
    assert session.redo().document is last


def test_labels_say_what_can_be_undone() -> None:
    session = Session()
    assert (session.update.undo_label, session.update.redo_label) == (None, None)
    session.do(AddResource("vnet"))
    session.do(Rename("vnet:hub", "x"))
    assert (session.update.undo_label, session.update.redo_label) == ("Rename hub", None)
    session.undo()
    update = session.update
    assert (update.undo_label, update.redo_label) == ("Add Virtual network", "Rename hub")
    session.do(AddResource("site"))
    assert session.update.redo_label is None


def test_a_refusal_changes_nothing() -> None:
    session = Session(hub_spoke())
    heard: list[Update] = []
    session.subscribe(heard.append)
    before = session.update
    with pytest.raises(Refused):
        session.do(Rename("vnet:hub", "spoke1"))
    assert session.update is before
    assert heard == []


def test_an_edit_of_nothing_is_no_step() -> None:
    session = Session(hub_spoke())
    before = session.update
    assert session.do(Rename("vnet:hub", "hub")) is before
    assert session.do(SetField("vnet:hub", "hub", False)) is before
    assert session.do(SetSettings({"name": "Hub and spoke"})) is before


def test_nudges_undo_as_one() -> None:
    first = hub_spoke()
    session = Session(first)
    for x in (1, 2, 3):
        session.do(nudge(x), merge="nudge:vnet:hub")
    session.do(nudge(9), merge="nudge:other")
    session.undo()
    assert session.document.view.positions["vnet:hub"][0] == 3
    assert session.undo().document is first


def test_what_was_saved_stays_reachable() -> None:
    session = Session(hub_spoke())
    session.do(nudge(1), merge="nudge")
    session.mark_saved()
    saved = session.document
    session.do(nudge(2), merge="nudge")
    assert session.update.is_dirty
    update = session.undo()
    assert update.document is saved
    assert not update.is_dirty


def test_a_step_after_undo_joins_nothing() -> None:
    session = Session(hub_spoke())
    session.do(nudge(1), merge="nudge")
    session.do(AddResource("vnet"))
    session.undo()
    session.do(nudge(2), merge="nudge")
    session.undo()
    assert session.document.view.positions["vnet:hub"][0] == 1


def test_dirty_means_different_from_the_disk() -> None:
    session = Session()
    assert not session.update.is_dirty
    assert session.do(AddResource("vnet")).is_dirty
    assert not session.undo().is_dirty
    assert session.redo().is_dirty
    assert not session.mark_saved().is_dirty
    assert session.undo().is_dirty


def test_open_starts_over() -> None:
    session = Session()
    session.do(AddResource("vnet"))
    update = session.open(hub_spoke())
    assert (update.undo_label, update.is_dirty) == (None, False)
    assert session.open(new_document("found again"), is_saved=False).is_dirty


def test_listeners_hear_each_update_once() -> None:
    session = Session()
    heard: list[int] = []

    def listen(update: Update) -> None:
        heard.append(update.revision)

    session.subscribe(listen)
    session.do(AddResource("vnet"))
    session.undo()
    session.redo()
    assert heard == [1, 2, 3]
    session.unsubscribe(listen)
    session.unsubscribe(listen)
    session.undo()
    assert heard == [1, 2, 3]


def test_a_listener_may_edit() -> None:
    session = Session()
    late: list[Update] = []

    def name_it(update: Update) -> None:
        if "vnet:hub" in update.document.topology.index.by_key:
            session.do(Rename("vnet:hub", "core"))

    session.subscribe(name_it)
    session.subscribe(late.append)
    update = session.do(AddResource("vnet"))
    assert update.document.topology.vnets[0].name == "core"
    assert [u.revision for u in late] == [2]  # only the newer one, and only once


def test_moving_a_box_analyses_nothing() -> None:
    session = Session(hub_spoke())
    before = session.update.analysis
    assert session.do(nudge(7)).analysis is before
    assert session.do(SetSettings({"name": "Other"})).analysis is before
    assert session.do(SetSettings({"production": True})).analysis is not before
    now = session.update.analysis
    assert session.do(SetField("vnet:hub", "hub", True)).analysis is not now


def test_a_jump_in_the_history_is_one_update_and_meets_the_same_documents() -> None:
    session = Session(hub_spoke())
    documents = [session.document]
    for command in (AddResource("vnet"), Rename("vnet:spoke3", "x"), Rename("vnet:x", "y")):
        documents.append(session.do(command).document)
    assert session.steps == ("Add Virtual network", "Rename spoke3", "Rename x")
    heard: list[Update] = []
    session.subscribe(heard.append)
    for at in (1, 3, 0, 2):
        assert session.go_to(at).document is documents[at]
        assert session.at == at and len(session.steps) == 3
    assert len(heard) == 4
    assert session.update.undo_label == "Rename spoke3" and session.update.redo_label == "Rename x"
    assert session.go_to(2) is heard[-1]
    assert session.go_to(99).document is documents[3]
    assert session.go_to(-5).document is documents[0]


def test_an_edit_after_a_jump_forgets_what_was_undone() -> None:
    session = Session(hub_spoke())
    session.do(AddResource("vnet"))
    session.do(AddResource("vnet"))
    session.go_to(1)
    session.do(Rename("vnet:hub", "core"))
    assert session.steps == ("Add Virtual network", "Rename hub")


def test_looking_at_another_view_is_no_step_and_nothing_to_save() -> None:
    session = Session(NewView("Egress").apply(hub_spoke()))
    first = session.document.views[0].name
    analysis = session.update.analysis
    update = session.show_view(first)
    assert update.document.view.name == first
    assert (update.is_dirty, update.undo_label) == (False, None)
    assert update.analysis is analysis
    session.do(nudge(40))
    assert session.document.views[0].positions["vnet:hub"][:2] == (40, 0)
    assert session.show_view("Egress").is_dirty
    undone = session.undo()
    assert undone.document.view.name == first  # where it is seen
    assert not undone.is_dirty
    assert session.show_view(first) is undone
