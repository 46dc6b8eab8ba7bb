"""Lines keep their ways from picture to picture, and are always those of a router without memory."""

from __future__ import annotations

import random

import pytest

import aksdesigner.present.router as routers
from aksdesigner.edit.place import Place
from aksdesigner.edit.remove import deletion
from aksdesigner.edit.rename import Rename
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.present.memory import Memory
from aksdesigner.present.routing import crosses
from aksdesigner.present.scene import scene_of

STEPS = 40


def mesh(count: int, dice: random.Random) -> Document:
    """Return networks on a grid with peerings that must go round others."""
    names = [f"n{number}" for number in range(count)]
    pairs = {tuple(sorted(dice.sample(names, 2))) for _ in range(2 * count)}
    return read_document(
        {
            "aksdesigner": 1,
            "name": "Mesh",
            "topology": {
                "vnets": [
                    {"name": name, "prefixes": [f"10.{at}.0.0/16"]} for at, name in enumerate(names)
                ],
                "peerings": [{"from": a, "to": b} for a, b in sorted(pairs)],
            },
            "views": [
                {
                    "name": "All",
                    "positions": {
                        f"vnet:{name}": [at % 5 * 420, at // 5 * 260]
                        for at, name in enumerate(names)
                    },
                }
            ],
        }
    ).document


def edited(document: Document, dice: random.Random) -> Document:
    """Return a design with one network moved, renamed or gone, or a peering gone."""
    networks = [vnet.name for vnet in document.topology.vnets]
    name = dice.choice(networks)
    chance = dice.random()
    if chance < 0.7:
        spot = (dice.randrange(-200, 2200, 8), dice.randrange(-200, 1400, 8))
        return Place({f"vnet:{name}": spot}).apply(document)
    if chance < 0.8:
        return Rename(f"vnet:{name}", f"m{dice.randrange(10_000)}").apply(document)
    key = f"vnet:{name}"
    if chance > 0.85 or len(networks) < 5:
        half = dice.choice(document.topology.peerings)
        key = f"peering:{half.from_}>{half.to}"
    return deletion(document, (key,)).apply(document)


@pytest.mark.parametrize("seed", range(8))
def test_ways_that_are_kept_are_those_from_scratch(seed: int) -> None:
    dice = random.Random(seed)
    document, memory = mesh(18, dice), Memory()
    history = [document]
    for _ in range(STEPS):
        if dice.random() < 0.2:
            document = dice.choice(history)  # undo, by any number of steps
        elif document.topology.peerings:
            document = edited(document, dice)
        history.append(document)
        kept = scene_of(document, None, memory=memory)
        assert kept == scene_of(document, None)


def test_moving_one_network_routes_only_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    document, memory = mesh(40, random.Random(1)), Memory()
    everything = len(scene_of(document, None, memory=memory).links)
    asked = []
    real = routers.way
    monkeypatch.setattr(
        routers, "way", lambda *given, **more: asked.append(given) or real(*given, **more)
    )
    moved = Place({"vnet:n39": (1688, 1836)}).apply(document)
    scene_of(moved, None, memory=memory)
    assert 0 < len(asked) < everything / 2


def test_a_line_goes_round_what_is_put_in_its_way_and_back_again() -> None:
    document, memory = mesh(4, random.Random(2)), Memory()
    halves = [{"from": "n0", "to": "n2"}]
    plain = document.model_dump(by_alias=True, exclude_none=True, mode="json")
    plain["topology"]["peerings"] = halves
    document = read_document(plain).document
    aside = Place({"vnet:n1": (420, 600)}).apply(document)
    free = scene_of(aside, None, memory=memory).links[0].points
    scene = scene_of(document, None, memory=memory)
    middle = scene.node("vnet:n1")
    assert middle is not None and crosses(free, [middle.box])
    assert not crosses(scene.links[0].points, [middle.box])
    assert scene_of(aside, None, memory=memory).links[0].points == free
