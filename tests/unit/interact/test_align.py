"""Aligning and distributing: where boxes go, and when they don't."""

import pytest

from aksdesigner.interact.align import SIDES, aligned, distributed
from aksdesigner.interact.gesture import Ground, Outcome
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box
from tests.unit.interact.pictures import network, picture

HUB, SPOKE, APPS, DATA = "vnet:hub", "vnet:spoke1", "subnet:spoke1/apps", "subnet:spoke1/data"


def grounded(boxes: dict[Key, tuple[Key | None, Box]], *selection: Key) -> Ground:
    document = network()
    return Ground(document, picture(document, boxes), selection)


def places(ground: Ground, outcome: Outcome) -> dict[Key, tuple[float, ...]]:
    assert outcome.command is not None, outcome.status
    view = outcome.command.apply(ground.document).view
    return {key: tuple(view.positions[key][:2]) for key in view.positions}


@pytest.mark.parametrize(
    ("side", "hub", "spoke"),
    [
        ("left", (10, 20), (10, 500)),
        ("right", (210, 20), (110, 500)),
        ("center", (110, 20), (60, 500)),
    ],
)
def test_sides_come_on_one_line(side, hub, spoke) -> None:
    boxes = {HUB: (None, Box(10, 20, 200, 100)), SPOKE: (None, Box(110, 500, 300, 80))}
    ground = grounded(boxes, HUB, SPOKE)
    assert places(ground, aligned(ground, side)) == {HUB: hub, SPOKE: spoke}


@pytest.mark.parametrize(("side", "y"), [("top", 0), ("middle", 50), ("bottom", 100)])
def test_the_other_way_too(side, y) -> None:
    boxes = {HUB: (None, Box(0, 0, 100, 200)), SPOKE: (None, Box(300, 7, 100, 100))}
    ground = grounded(boxes, HUB, SPOKE)
    assert places(ground, aligned(ground, side))[SPOKE] == (300, y)


def test_places_inside_a_network_are_measured_from_it() -> None:
    boxes = {
        SPOKE: (None, Box(400, 100, 400, 400)),
        APPS: (SPOKE, Box(416, 148, 100, 40)),
        DATA: (SPOKE, Box(450, 248, 100, 40)),
    }
    ground = grounded(boxes, APPS, DATA)
    assert places(ground, aligned(ground, "left"))["spoke1/data"] == (16, 148)


def test_gaps_become_equal_and_the_outer_two_stay() -> None:
    boxes = {
        HUB: (None, Box(0, 0, 100, 50)),
        SPOKE: (None, Box(120, 0, 100, 50)),
        "vm:vm1": (None, Box(400, 0, 100, 50)),
    }
    ground = grounded(boxes, SPOKE, "vm:vm1", HUB)
    found = places(ground, distributed(ground, "across"))
    assert [found[key][0] for key in (HUB, SPOKE, "vm:vm1")] == [0, 200, 400]


def test_what_would_lie_on_each_other_stays_and_says_so() -> None:
    boxes = {HUB: (None, Box(0, 0, 100, 50)), SPOKE: (None, Box(200, 10, 100, 50))}
    ground = grounded(boxes, HUB, SPOKE)
    outcome = aligned(ground, "left")
    assert outcome.command is None and outcome.status == "They would lie on each other."


def test_reasons_against_it() -> None:
    boxes = {
        HUB: (None, Box(0, 0, 100, 50)),
        SPOKE: (None, Box(0, 100, 300, 250)),
        APPS: (SPOKE, Box(16, 140, 100, 50)),
    }
    lone, mixed = grounded(boxes, HUB), grounded(boxes, HUB, APPS)
    straight = grounded(boxes, HUB, SPOKE)
    for side in SIDES:
        assert aligned(lone, side).status == "Select 2 things or more."
        assert aligned(mixed, side).status == "Select things that stand in the same box."
    assert aligned(straight, "left").status == "They are in line already."
    assert distributed(straight, "down").status == "Select 3 things or more."
