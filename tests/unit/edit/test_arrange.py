"""Arrange: places are forgotten, the network and everything else of the file stays."""

from __future__ import annotations

import pytest

from aksdesigner.edit.arrange import Arrange
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Place, Resize
from aksdesigner.model.document import Document
from tests.support.edit_designs import hub_spoke, read


def placed() -> Document:
    moves = {"vnet:hub": (900, 10), "subnet:spoke1/nodes": (7, 8), "fw:azfw": (5, 6)}
    return Place(moves).apply(hub_spoke())


def test_everything_goes_where_the_order_of_the_picture_puts_it() -> None:
    before = placed()
    after = Arrange().apply(before)
    assert after.view.positions == {}
    assert after.topology is before.topology
    assert after.views[1] is before.views[1], "other pictures are not touched"
    assert Arrange().label == "Arrange everything"


def test_what_is_inside_goes_and_the_box_itself_stays() -> None:
    before = placed()
    after = Arrange(("vnet:spoke1",)).apply(before)
    assert "spoke1/nodes" not in after.view.positions
    assert {"vnet:hub", "vnet:spoke1", "fw:azfw"} <= set(after.view.positions)
    assert after.view.positions["vnet:hub"] == before.view.positions["vnet:hub"]


def test_the_ranges_of_a_cluster_go_with_its_network() -> None:
    document = read(
        {
            "vnets": [{"name": "v", "subnets": [{"name": "s", "prefix": "10.0.0.0/24"}]}],
            "aksClusters": [
                {"name": "c", "vnet": "v", "pools": [{"name": "p", "subnet": "s"}]},
                {"name": "other"},
            ],
        }
    )
    moved = Place({"pods:c": (1, 2), "services:c": (3, 4), "pods:other": (5, 6)}).apply(document)
    assert set(Arrange(("vnet:v",)).apply(moved).view.positions) == {"pods:other"}


def test_a_region_is_arranged_with_what_lies_in_it_and_keeps_its_frame() -> None:
    document = read(
        {"vnets": [{"name": "v", "region": "eu"}, {"name": "w", "region": "us"}]},
        views=[
            {
                "name": "main",
                "positions": {"region:eu": [1, 2], "vnet:v": [3, 4], "vnet:w": [5, 6]},
            }
        ],
    )
    after = Arrange(("region:eu",)).apply(document)
    assert set(after.view.positions) == {"region:eu", "vnet:w"}


def test_a_frame_that_nothing_else_names_is_kept() -> None:
    document = Resize("region:eu", (1, 2, 300, 200)).apply(
        read({"vnets": [{"name": "v", "region": "eu"}]})
    )
    empty = document.replace(topology=read({"vnets": [{"name": "v"}]}).topology)
    moved = Place({"vnet:v": (9, 9)}).apply(empty)
    assert set(Arrange().apply(moved).view.positions) == {"region:eu"}


def test_it_refuses_what_would_change_nothing() -> None:
    tidy = Arrange().apply(placed())
    with pytest.raises(Refused, match="in order already"):
        Arrange().apply(tidy)
    with pytest.raises(Refused, match="not in this design"):
        Arrange(("vnet:nobody",)).apply(placed())
