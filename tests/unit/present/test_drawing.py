"""Shapes: texts stay in their boxes, roles exist, levels of detail leave out what they should."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.present import icons
from aksdesigner.present.draw_bar import bar_shapes, bar_text
from aksdesigner.present.draw_kit import bends, beside
from aksdesigner.present.drawing import (
    display_list,
    drop_shapes,
    ghost_shapes,
    hover_shapes,
    selection_shapes,
    shapes_of_node,
)
from aksdesigner.present.picture import Box, Detail, Node
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import IconShape, PathShape, Shape, TextShape
from aksdesigner.present.text import width
from aksdesigner.present.theme import COLORS, TEXT_STYLES
from tests.unit.present.designs import HUB_SPOKE, designs, document

LEVELS: tuple[Detail, ...] = ("far", "middle", "near")


def roles(shape: Shape) -> set[str]:
    found = {getattr(shape, name, None) for name in ("fill", "hatch", "role", "accent")}
    stroke = getattr(shape, "stroke", None)
    return {role for role in (*found, stroke.role if stroke else None) if role}


def spans(node: Node, detail: Detail) -> list[tuple[str, float, float]]:
    out = []
    for shape in shapes_of_node(node, detail):
        if isinstance(shape, TextShape):
            w = width(shape.text, shape.style)
            left = shape.x - {"start": 0.0, "middle": w / 2, "end": w}[shape.anchor]
            out.append((shape.text, left, left + w))
    return out


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(designs())
def test_texts_stay_inside_their_boxes(design: Document) -> None:
    for node in scene_of(design, None).nodes:
        for detail in LEVELS:
            for text, left, right in spans(node, detail):
                assert left >= node.box.x + 4 and right <= node.box.right - 4, (node.key, text)


def test_a_name_of_260_characters_is_cut() -> None:
    name = "n" * 260
    topology = {"vnets": [{"name": name, "prefixes": ["10.0.0.0/16"], "subnets": [{"name": name, "prefix": "10.0.0.0/24"}]}]}  # fmt: skip
    for node in scene_of(document(topology), None).nodes:
        assert node.box.w < 3000
        for text, left, right in spans(node, "near"):
            assert left >= node.box.x and right <= node.box.right, text


@pytest.mark.parametrize("detail", LEVELS)
def test_everything_drawn_has_a_role_a_style_and_an_icon(detail: Detail) -> None:
    design = document(HUB_SPOKE)
    analysis = analyze(design)
    path = analysis.trace("pod:aks", "203.0.113.10")
    shapes = display_list(scene_of(design, analysis, path=path), detail)
    for shape in shapes:
        assert roles(shape) <= set(COLORS["light"])
        if isinstance(shape, TextShape):
            assert shape.style in TEXT_STYLES and shape.text
        if isinstance(shape, IconShape):
            assert shape.name in icons.names()


def test_far_away_only_networks_are_left() -> None:
    scene = scene_of(document(HUB_SPOKE), None)
    drawn = {node.form for node in scene.nodes if shapes_of_node(node, "far")}
    assert drawn == {"hub", "vnet", "outside", "pendant"}


def test_near_says_more_than_middle() -> None:
    scene = scene_of(document(HUB_SPOKE), None)
    counts = {level: len(display_list(scene, level)) for level in LEVELS}
    assert counts["far"] < counts["middle"] < counts["near"]


def test_a_hub_has_two_edges() -> None:
    scene = scene_of(document(HUB_SPOKE), None)
    edges = [s for s in shapes_of_node(scene.by_key["vnet:hub"]) if "hubEdge" in roles(s)]
    assert len(edges) == 2


@pytest.mark.parametrize(
    ("fill", "text", "role"),
    [
        ((37, 122, 2043), "37 today · 122 upgrade · 2,043", "text2"),
        ((6, 6, 251), "6 of 251", "text2"),
        ((900, 950, 1019), "900 today · 950 upgrade · 1,019", "warning"),
        ((775, 1054, 1019), "1,054 of 1,019", "error"),
    ],
)
def test_the_figure_beside_a_bar(fill: tuple[int, int, int], text: str, role: str) -> None:
    assert bar_text(fill)[:2] == (text, role)


def test_only_an_overflow_has_a_tooth() -> None:
    track = Box(0, 0, 100, 6)

    def teeth(fill: tuple[int, int, int]) -> int:
        return sum(isinstance(s, PathShape) and s.fill == "errorFill" for s in bar_shapes(track, fill))  # fmt: skip

    assert teeth((10, 90, 100)) == 0
    assert teeth((10, 101, 100)) == 1


def test_bars_never_leave_their_track_but_for_the_tooth() -> None:
    track = Box(10, 0, 100, 6)
    for fill in ((0, 0, 0), (5, 500, 10), (500, 500, 10), (1, 1, 10_000), (0, 7, 10)):
        for shape in bar_shapes(track, fill):
            if not isinstance(shape, PathShape):
                assert shape.x >= 10 and shape.x + shape.w <= 110.01  # type: ignore[union-attr]


def test_a_shifted_line_keeps_its_distance() -> None:
    line = ((0.0, 0.0), (100.0, 0.0), (100.0, 50.0))
    assert beside(line, 4) == ((0, 4), (96, 4), (96, 50))


def test_bends_are_rounded() -> None:
    commands = bends(((0.0, 0.0), (100.0, 0.0), (100.0, 50.0)))
    assert [c[0] for c in commands] == ["M", "L", "Q", "L"]
    assert commands[1] == ("L", 91.0, 0.0)


def test_states_are_told_apart_by_shape() -> None:
    box = Box(0, 0, 200, 80)
    assert len(hover_shapes(box)) == 5
    assert len(selection_shapes(box)) == 5
    assert len(selection_shapes(box, handles=False)) == 1
    yes = [s for s in drop_shapes(box, True, "gets 10.80.33.0/24") if isinstance(s, TextShape)]
    no = [s for s in drop_shapes(box, False, "firewall only") if isinstance(s, TextShape)]
    assert [s.text for s in (*yes, *no)] == ["gets 10.80.33.0/24", "firewall only"]
    dashed = [s for s in drop_shapes(box, False) if getattr(s, "stroke", None) and s.stroke.dash]  # type: ignore[union-attr]
    assert dashed
    assert any(isinstance(s, TextShape) and s.text == "subnet" for s in ghost_shapes(box, "subnet"))
