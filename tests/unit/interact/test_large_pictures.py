"""Ten thousand boxes: a move of the pointer asks the few that lie there, counted in questions."""

from __future__ import annotations

import random

import pytest

from aksdesigner.interact import hit, select
from aksdesigner.interact.connect import Connecting
from aksdesigner.interact.gesture import Ground, Modifiers, Pointer
from aksdesigner.interact.hit import hit_at
from aksdesigner.interact.move import Moving
from aksdesigner.interact.select import RubberBand, inside
from aksdesigner.interact.snap import snapped
from aksdesigner.interact.spacing import Spacing
from aksdesigner.model.document import new_document
from aksdesigner.present import spatial
from aksdesigner.present.picture import Box, Link, Node, Scene
from aksdesigner.present.spatial import Cells

NETWORKS, SUBNETS, CARDS = 200, 7, 6


def estate() -> Scene:
    nodes: list[Node] = []
    links: list[Link] = []
    for n in range(NETWORKS):
        x, y = (n % 20) * 700.0, (n // 20) * 1_300.0
        net = f"vnet:n{n}"
        nodes.append(_node(net, "vnet", None, Box(x, y, 600, 1_200)))
        for s in range(SUBNETS):
            subnet = f"subnet:n{n}/s{s}"
            place = Box(x + 20, y + 40 + s * 160, 560, 150)
            nodes.append(_node(subnet, "subnet", net, place))
            for c in range(CARDS):
                card = Box(place.x + 12 + c * 90, place.y + 60, 80, 40)
                nodes.append(_node(f"vm:n{n}-{s}-{c}", "card", subnet, card))
        if n:
            points = ((x, y + 600), (x - 100, y + 600))
            links.append(Link(f"peering:{n}", "peering", net, f"vnet:n{n - 1}", points))
    return Scene(tuple(nodes), tuple(links), Box(0, 0, 14_000, 13_000))


def _node(key: str, form: str, parent: str | None, box: Box) -> Node:
    kind = key.partition(":")[0]
    return Node(key, key, kind, form, parent, box, key, is_container=form != "card")


SCENE = estate()


def ground(*selection: str) -> Ground:
    return Ground(new_document(), SCENE, selection)


class Counter:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.count = 0
        original = getattr(module, name)

        def counted(*args: object, **more: object) -> object:
            self.count += 1
            return original(*args, **more)

        monkeypatch.setattr(module, name, counted)


def test_a_hover_asks_the_few_boxes_under_it(monkeypatch) -> None:
    assert len(SCENE.nodes) == 10_000
    where = ground()
    assert hit_at(where, 30, 60).key == "subnet:n0/s0"  # the cells are made with the first one
    boxes, touches = Counter(monkeypatch, hit, "is_under"), Counter(monkeypatch, spatial, "touch")
    moves = [(random.Random(7).uniform(0, 14_000), y * 13.0) for y in range(1_000)]
    for x, y in moves:
        hit_at(where, x, y)
    assert boxes.count <= 3 * len(moves)
    assert touches.count <= 60 * len(moves)


def test_a_drag_asks_the_few_boxes_under_it(monkeypatch) -> None:
    start = Pointer(20 * 7, 48.0, hit.Hit("subnet:n0/s0", "title"))
    moving = Moving(ground("subnet:n0/s0"), start)
    moving.move(Pointer(150, 60))
    touches = Counter(monkeypatch, spatial, "touch")
    for step in range(200):
        moving.move(Pointer(150 + step, 60))
    assert touches.count <= 60 * 200


def test_a_band_asks_what_it_touches(monkeypatch) -> None:
    band = RubberBand(ground(), Pointer(610, 100))
    band.move(Pointer(640, 400))
    asked = Counter(monkeypatch, select, "_is_in")
    assert band.move(Pointer(690, 900)).selection == ()
    assert asked.count <= 120
    whole = inside(ground(), Box(-10, -10, 20_000, 20_000))
    assert len(whole) == NETWORKS and whole[0] == "vnet:n0"


def test_what_is_found_is_what_a_look_at_everything_finds() -> None:
    """Cells change no answer: points, bands and edges against a plain walk over all boxes."""
    chance = random.Random(20)
    boxes = [
        Box(
            chance.uniform(-900, 900),
            chance.uniform(-900, 900),
            chance.choice([0, 8, 300, 9_000]),
            40,
        )
        for _ in range(300)
    ]
    cells = Cells((box.extent, number) for number, box in enumerate(boxes))
    for _ in range(300):
        x, y = chance.uniform(-1_200, 1_200), chance.uniform(-1_200, 1_200)
        expected = [n for n, box in enumerate(boxes) if box.contains(x, y)]
        assert cells.touching((x, y, x, y)) == expected
        w, h = chance.choice([0.0, 50.0, 5_000.0]), chance.choice([1.0, 700.0])
        area = (x, y, x + w, y + h)
        assert cells.touching(area) == [
            n
            for n, b in enumerate(boxes)
            if b.x <= area[2] and area[0] <= b.right and b.y <= area[3] and area[1] <= b.bottom
        ]


def test_snapping_draws_to_the_same_edge_as_a_look_at_all_neighbours() -> None:
    chance = random.Random(3)
    for _ in range(300):
        others = [
            Box(chance.randrange(900), chance.randrange(900), chance.randrange(20, 300), 40)
            for _ in range(12)
        ]
        box = Box(chance.uniform(0, 900), chance.uniform(0, 900), 120, 48)
        found = snapped(box, others).box
        alike = Spacing(others).pulls(box, is_across=True)
        gaps = [
            b - a
            for other in others
            for a in (box.x, box.x + box.w / 2, box.right)
            for b in (other.x, other.x + other.w / 2, other.right)
            if abs(b - a) <= 5
        ]
        gaps += [way for way in alike if abs(way) <= 5]
        wanted = min(map(abs, gaps), default=None)
        if wanted is None:
            assert found.x == round(box.x / 8) * 8
        else:
            assert abs(abs(found.x - box.x) - wanted) < 1e-9


def test_links_are_hit_where_they_run(monkeypatch) -> None:
    where = ground()
    assert hit_at(where, 650, 601).key == "peering:1"
    gaps = Counter(monkeypatch, hit, "_gap")
    assert hit_at(where, 650, 601).zone == "link"
    assert gaps.count <= 4


def test_connecting_greys_once_and_then_only_looks_under_the_pointer(monkeypatch) -> None:
    connecting = Connecting(ground("vnet:n0"), "vnet:n0")
    connecting.move(Pointer(10, 10))
    touches = Counter(monkeypatch, spatial, "touch")
    for step in range(50):
        connecting.move(Pointer(10 + step, 10, hit.Hit(), Modifiers()))
    assert touches.count <= 60 * 50
