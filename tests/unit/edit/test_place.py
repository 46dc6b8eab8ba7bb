"""Positions: the picture changes, the network does not."""

from __future__ import annotations

import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.together import Together
from aksdesigner.model.document import new_document
from tests.support.edit_designs import hub_spoke, read


def test_a_move_keeps_size_and_line() -> None:
    before = hub_spoke()
    after = Place({"vnet:hub": (1, 2), "spoke1/nodes": (3, 4), "fw:azfw": (5, 6)}).apply(before)
    assert list(after.view.positions.items())[0] == ("vnet:hub", (1, 2, 520, 300))
    assert after.view.positions["spoke1/nodes"] == (3, 4)
    assert list(after.view.positions)[-1] == "fw:azfw"
    assert after.topology is before.topology
    assert after.views[1] is before.views[1]


def test_a_subnet_is_kept_under_one_name() -> None:
    positions = {"subnet:v/s": [1, 2]}
    document = read(
        {"vnets": [{"name": "v", "subnets": [{"name": "s"}]}]},
        views=[{"name": "main", "positions": positions}],
    )
    assert Place({"v/s": (3, 4)}).apply(document).view.positions == {"v/s": (3, 4)}
    assert Place({"subnet:v/s": (3, 4)}).apply(document).view.positions == {"v/s": (3, 4)}


def test_a_resize_gives_a_size() -> None:
    after = Resize("spoke1/nodes", (1, 2, 300, 200)).apply(hub_spoke())
    assert after.view.positions["spoke1/nodes"] == (1, 2, 300, 200)


def test_pendants_and_regions_have_places() -> None:
    document = read({"vnets": [{"name": "v", "region": "eu"}], "aksClusters": [{"name": "c"}]})
    after = Place({"pods:c": (1, 2), "services:c": (3, 4), "region:eu": (5, 6)}).apply(document)
    assert set(after.view.positions) == {"pods:c", "services:c", "region:eu"}


def test_the_same_place_changes_nothing() -> None:
    document = hub_spoke()
    assert Place({"vnet:hub": (40, 60)}).apply(document) is document
    assert Place({}).apply(document) is document


def test_labels_name_what_moves() -> None:
    assert Place({"vnet:hub": (1, 2)}).label == "Move hub"
    assert Place({"vnet:hub": (1, 2), "spoke1/app": (1, 2)}).label == "Move 2 boxes"
    assert Resize("spoke1/app", (0, 0, 1, 1)).label == "Resize spoke1/app"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Place({"vnet:none": (1, 2)}), "none is not in this design."),
        (Place({"pods:none": (1, 2)}), "none is not in this design."),
        (Place({"region:mars": (1, 2)}), "mars is not in this design."),
        (Place({"vnet:hub": (float("inf"), 2)}), "That is outside the canvas."),
        (Place({"vnet:hub": (2e6, 2)}), "That is outside the canvas."),
        (Resize("vnet:hub", (0, 0, 0, 10)), "A box needs a width and a height."),
        (Resize("vnet:none", (0, 0, 10, 10)), "none is not in this design."),
    ],
)
def test_refusals(command: Place | Resize, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        command.apply(hub_spoke())
    assert str(refusal.value) == reason


def test_together_is_all_or_nothing() -> None:
    add = AddResource("vnet")
    both = Together("Build", (add, AddResource("subnet", "vnet:hub")))
    assert "subnet:hub/snet-1" in both.apply(new_document()).topology.index.by_key
    with pytest.raises(Refused):
        Together("Build", (add, AddResource("vm", "vnet:hub"))).apply(new_document())
