"""Collapsing is a matter of the picture, follows renames, and lines lead to the plate."""

from __future__ import annotations

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.collapse import Collapse, collapsed_in, networks_of
from aksdesigner.edit.command import Refused
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.present.scene import scene_of
from aksdesigner.store.design_file import parse_design
from aksdesigner.store.plain_json import plain_document
from tests.support.edit_designs import HUB_SPOKE
from tests.support.shared import CHECKOUT


def hub_spoke() -> Document:
    return read_document(HUB_SPOKE).document


def all_kinds() -> Document:
    data = (CHECKOUT / "tests" / "support" / "all_kinds.yaml").read_bytes()
    return parse_design(data, "all_kinds.yaml").document


def test_a_collapsed_network_hides_what_is_in_it_and_says_how_much() -> None:
    before = hub_spoke()
    after = Collapse(("vnet:spoke1",)).apply(before)
    assert after.topology is before.topology
    picture = scene_of(after, None)
    node = picture.by_key["vnet:spoke1"]
    assert node.is_collapsed and node.lines[0].startswith("3 subnets")
    assert not picture.inside("vnet:spoke1")
    assert not any(n.key.startswith("subnet:spoke1/") for n in picture.nodes)
    assert node.box.h < scene_of(before, None).by_key["vnet:spoke1"].box.h
    assert Collapse(("vnet:spoke1",), is_collapsed=False).apply(after).view == before.view


def test_it_is_kept_in_the_file_and_follows_names() -> None:
    after = Collapse(("vnet:spoke1", "vnet:hub")).apply(hub_spoke())
    plain = plain_document(after)
    assert plain["views"][0]["collapsed"] == ["vnet:hub", "vnet:spoke1"]
    assert collapsed_in(read_document(plain).document) == {"vnet:hub", "vnet:spoke1"}
    renamed = Rename("vnet:hub", "core").apply(after)
    assert collapsed_in(renamed) == {"vnet:core", "vnet:spoke1"}
    assert collapsed_in(DeleteResources(("vnet:core",)).apply(renamed)) == {"vnet:spoke1"}


def test_twice_changes_nothing_and_other_things_do_not_collapse() -> None:
    after = Collapse(("vnet:spoke1",)).apply(hub_spoke())
    assert Collapse(("vnet:spoke1",)).apply(after) is after
    for key in ("subnet:spoke1/app", "vnet:nowhere"):
        with pytest.raises(Refused):
            Collapse((key,)).apply(after)


def test_things_collapse_the_network_around_them() -> None:
    document = hub_spoke()
    keys = ("subnet:spoke1/app", "subnet:spoke1/pe", "vnet:hub", "rt:rt-spoke")
    assert networks_of(document, keys) == ("vnet:spoke1", "vnet:hub")


def test_every_line_between_networks_stays_and_every_finding_has_a_place() -> None:
    document = all_kinds()
    networks = networks_of(document, document.topology.index.by_key)
    analysis = analyze(document)
    open_picture = scene_of(document, analysis)
    closed = scene_of(Collapse(networks).apply(document), analysis)
    drawn = {node.key for node in closed.nodes}
    assert drawn < {node.key for node in open_picture.nodes}
    before = {link.key for link in open_picture.links if link.kind != "tether"}
    assert before == {link.key for link in closed.links if link.kind != "tether"}
    assert all(link.points for link in closed.links)
    for node in closed.nodes:
        assert node.parent is None or node.parent in drawn
    assert any(node.badge for node in closed.nodes if node.is_collapsed)


def test_a_path_into_a_collapsed_network_ends_at_its_plate() -> None:
    document = hub_spoke()
    analysis = analyze(document)
    trace = analysis.trace("subnet:spoke1/app", "subnet:spoke2/app")
    collapsed = Collapse(("vnet:spoke1", "vnet:spoke2")).apply(document)
    picture = scene_of(collapsed, analysis, path=trace)
    assert picture.path is not None and picture.path.stretches
