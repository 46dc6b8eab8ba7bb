"""Every text that is drawn or styled can be read on what lies under it, in every theme.

The pairs are not written down: those of the picture come from the display lists of the samples,
those of the window from its stylesheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from aksdesigner.gui.stylesheet import stylesheet
from aksdesigner.present.drawing import display_list
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import EllipseShape, PathShape, RectShape, Shape, TextShape
from aksdesigner.present.theme import COLORS, THEME_NAMES, ThemeName, contrast
from aksdesigner.store.design_file import parse_design, read_bytes
from tests.support.shared import CHECKOUT

LEAST = 4.5
DETAILS = ("far", "middle", "near")
DESIGNS = [
    *sorted((CHECKOUT / "resources" / "samples").glob("*.aksd")),
    CHECKOUT / "tests" / "support" / "all_kinds.yaml",
]
# a fill thinner than this is a bar beside the text, not its ground
OPAQUE = 0.9
Pair = tuple[str, str]


@cache
def pairs_of_pictures() -> frozenset[Pair]:
    found: set[Pair] = set()
    for path in DESIGNS:
        scene = scene_of(parse_design(read_bytes(path), str(path)).document, None)
        for detail in DETAILS:
            found |= set(_pairs(display_list(scene, detail)))
    return frozenset(found)


def _pairs(shapes: tuple[Shape, ...]) -> Iterator[Pair]:
    for place, shape in enumerate(shapes):
        if not isinstance(shape, TextShape) or shape.opacity < OPAQUE:
            continue
        grounds = [under for under in shapes[:place] if _covers(under, shape)]
        yield shape.role, grounds[-1].fill if grounds else "canvas"


def _covers(under: Shape, text: TextShape) -> bool:
    if isinstance(under, (TextShape,)) or getattr(under, "fill", None) is None:
        return False
    if under.opacity < OPAQUE:
        return False
    x, y = text.x, text.y - 3  # inside the letters, a little above the baseline
    if isinstance(under, RectShape):
        return under.x <= x <= under.x + under.w and under.y <= y <= under.y + under.h
    if isinstance(under, EllipseShape):
        return ((x - under.cx) / under.rx) ** 2 + ((y - under.cy) / under.ry) ** 2 <= 1
    assert isinstance(under, PathShape)
    xs = [float(n) for c in under.commands for n in c[1::2]]
    ys = [float(n) for c in under.commands for n in c[2::2]]
    return bool(xs) and min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)


# where widgets without a background of their own stand
WINDOW_GROUNDS = ("panel", "panelAlt", "raised", "canvas", "hover", "accentSoft")
# those that stand on one ground only
FIXED = {
    'QLabel[style="count"]': ("hover",),
    "QStatusBar QLabel": ("panelAlt",),
}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@cache
def pairs_of_sheet() -> frozenset[tuple[str, Pair]]:
    names = {role: f"@{role}" for role in COLORS["light"]}
    sheet = stylesheet(names, {"check": "", "chevron": ""}, high_contrast=True)
    found: set[tuple[str, Pair]] = set()
    for selectors, body in RULE.findall(sheet):
        said = dict(part.strip().partition(":")[::2] for part in body.split(";") if ":" in part)
        ink = said.get("color", "").strip().removeprefix("@")
        if ink not in COLORS["light"]:
            continue
        own = said.get("background", "").strip()
        for selector in (s.strip() for s in selectors.split(",")):
            grounds = (own[1:],) if own.startswith("@") else FIXED.get(selector, WINDOW_GROUNDS)
            found |= {(selector, (ink, ground)) for ground in grounds if ground in COLORS["light"]}
        for ink_name, ground_name in (("selection-color", "selection-background-color"),):
            if ink_name in said and ground_name in said:
                pair = said[ink_name].strip()[1:], said[ground_name].strip()[1:]
                found.add((f"{selectors.strip()} selected", pair))
    return frozenset(found)


def test_there_are_pairs_to_look_at() -> None:
    assert len(pairs_of_pictures()) >= 15
    assert len({pair for _, pair in pairs_of_sheet()}) >= 30


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_text_of_a_picture_can_be_read(theme: ThemeName) -> None:
    colors = COLORS[theme]
    bad = [
        (ink, ground, round(contrast(colors[ink][:7], colors[ground][:7]), 2))
        for ink, ground in sorted(pairs_of_pictures())
        if contrast(colors[ink][:7], colors[ground][:7]) < LEAST
    ]
    assert not bad


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_text_of_the_window_can_be_read(theme: ThemeName) -> None:
    colors = COLORS[theme]
    bad = [
        (selector, ink, ground, round(contrast(colors[ink][:7], colors[ground][:7]), 2))
        for selector, (ink, ground) in sorted(pairs_of_sheet())
        if contrast(colors[ink][:7], colors[ground][:7]) < LEAST
    ]
    assert not bad
