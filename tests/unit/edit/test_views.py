"""Named views: made of now, renamed, copied, ordered, deleted; edits move boxes in the one looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import aksdesigner
from aksdesigner.edit.collapse import Collapse, collapsed_in
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Place
from aksdesigner.edit.views import (
    DeleteView,
    DuplicateView,
    MoveView,
    NewView,
    RenameView,
    ShowArea,
    next_view_name,
    view_names,
)
from aksdesigner.model.document import Document, new_document
from aksdesigner.store.plain_json import document_text
from tests.support.edit_designs import hub_spoke


def three() -> Document:
    document = hub_spoke().replace(views=hub_spoke().views[:1])
    return NewView("Partner").apply(NewView("Egress", (0, 0, 900, 400)).apply(document))


def test_a_new_view_is_what_is_looked_at_now_and_is_looked_at() -> None:
    document = three()
    first = document.views[0].name
    assert view_names(document) == (first, "Egress", "Partner")
    assert document.view.name == "Partner"
    assert document.view.positions == document.views[0].positions
    assert document.views[1].area == (0, 0, 900, 400) and document.view.area is None
    with pytest.raises(Refused, match="egress is taken"):
        NewView("egress").apply(document)
    with pytest.raises(Refused, match="needs a name"):
        NewView(" ").apply(document)


def test_a_move_and_a_collapse_stay_in_the_view_that_is_looked_at() -> None:
    document = three()
    moved = Place({"vnet:hub": (777.0, 5.0)}).apply(document)
    moved = Collapse(("vnet:hub",)).apply(moved)
    assert moved.views[:2] == document.views[:2]
    assert moved.view.positions["vnet:hub"][:2] == (777, 5)
    assert collapsed_in(moved) == {"vnet:hub"}
    assert not collapsed_in(moved.showing("Egress"))


def test_which_view_is_looked_at_is_no_part_of_the_design() -> None:
    document = three()
    other = document.showing("Egress")
    assert other.view.name == "Egress" and document.view.name == "Partner"
    assert other == document and document_text(other) == document_text(document)
    assert document.showing("nobody").view is document.views[0]


def test_a_design_without_views_gets_its_first_when_it_is_copied() -> None:
    after = NewView("Egress").apply(new_document())
    assert view_names(after) == ("main", "Egress")
    assert after.view.name == "Egress"


def test_renaming_and_copying() -> None:
    renamed = RenameView("Partner", "B2B", "How do partners get in?").apply(three())
    assert renamed.view.name == "B2B" and renamed.view.title == "How do partners get in?"
    assert RenameView("B2B", "B2B", "How do partners get in?").apply(renamed) is renamed
    kept = RenameView("Egress", "Out").apply(renamed)
    assert kept.view.name == "B2B" and view_names(kept)[1] == "Out"
    copied = DuplicateView("Out").apply(kept)
    assert view_names(copied)[1:] == ("Out", "Out copy", "B2B")
    assert copied.view.name == "Out copy" and copied.view.area == (0, 0, 900, 400)
    assert next_view_name(copied, "Out copy") == "Out copy 2"
    with pytest.raises(Refused, match="no view x"):
        DuplicateView("x").apply(copied)


def test_order_area_and_deleting() -> None:
    document = three()
    first = document.views[0].name
    assert view_names(MoveView("Partner", -2).apply(document))[0] == "Partner"
    with pytest.raises(Refused, match="Partner is the last view"):
        MoveView("Partner", 1).apply(document)
    whole = ShowArea("Egress", None).apply(document)
    assert whole.views[1].area is None and whole.view.name == "Partner"
    gone = DeleteView("Partner").apply(document)
    assert gone.view.name == "Egress"
    assert DeleteView("Egress").apply(document).view.name == "Partner"
    gone = DeleteView("Egress").apply(gone)
    assert view_names(gone) == (first,)
    with pytest.raises(Refused, match="keeps one view"):
        DeleteView(first).apply(gone)


def test_nobody_edits_the_first_view_but_the_one_that_is_looked_at() -> None:
    sources = Path(aksdesigner.__file__).parent.rglob("*.py")
    first = re.compile(r"views\[0\]|views\[1:\]")
    found = [p.name for p in sources if first.search(p.read_text(encoding="utf-8"))]
    assert found == ["document.py"]  # elsewhere: document.view and document.with_view
