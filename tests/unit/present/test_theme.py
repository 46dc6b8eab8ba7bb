"""The tokens: every theme has every role, and what is read can be read."""

from __future__ import annotations

import json

import pytest

from aksdesigner import resources
from aksdesigner.present.theme import (
    COLORS,
    TEXT_STYLES,
    THEME_NAMES,
    ThemeName,
    contrast,
    detail_at,
    face_of,
)
from tests.support.shared import SHARED, needs_shared

# (ink, ground): texts need 4.5, in high contrast 7
TEXTS = [
    ("text", "panel"), ("text2", "panel"), ("text3", "canvas"), ("text", "vnet"),
    ("text2", "vnet"), ("text", "subnet"), ("text2", "subnet"), ("text3", "subnet"),
    ("text", "special"), ("text2", "special"), ("text", "cluster"), ("text2", "cluster"),
    ("text", "outside"), ("text2", "outside"), ("text", "raised"), ("text2", "raised"),
    ("warning", "subnet"), ("error", "subnet"), ("warning", "unsized"), ("onAccent", "accent"),
    ("onError", "errorFill"), ("onWarning", "warningFill"), ("onInfo", "infoFill"),
    ("onOk", "okFill"), ("pathReturn", "panel"), ("accent", "accentSoft"), ("error", "errorSoft"),
]  # fmt: skip
# lines and shapes need 3
SHAPES = [
    ("hubEdge", "canvas"), ("clusterEdge", "subnet"), ("outsideEdge", "canvas"),
    ("unsizedEdge", "unsized"), ("peering", "canvas"), ("hybrid", "canvas"),
    ("pathForward", "canvas"), ("pathReturn", "canvas"), ("errorFill", "subnet"),
    ("focus", "canvas"), ("controlBorder", "panel"), ("capToday", "capTrack"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_texts_can_be_read(theme: ThemeName, ink: str, ground: str) -> None:
    need = 7.0 if theme == "highContrast" else 4.5
    assert contrast(COLORS[theme][ink], COLORS[theme][ground]) >= need


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize(("ink", "ground"), SHAPES)
def test_shapes_can_be_seen(theme: ThemeName, ink: str, ground: str) -> None:
    assert contrast(COLORS[theme][ink], COLORS[theme][ground]) >= 3.0


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_theme_has_the_same_roles() -> None:
    assert len({frozenset(COLORS[name]) for name in THEME_NAMES}) == 1


def test_styles_use_bundled_faces() -> None:
    assert {style.weight for style in TEXT_STYLES.values()} <= {400, 500, 600}
    assert face_of(450) == 500


def test_detail_changes_with_hysteresis() -> None:
    assert [detail_at(z) for z in (0.44, 0.45, 0.84, 0.85)] == ["far", "middle", "middle", "near"]
    assert detail_at(0.46, "far") == "far"
    assert detail_at(0.44, "middle") == "middle"
    assert detail_at(0.86, "middle") == "middle"
    assert detail_at(0.82, "near") == "near"


@needs_shared
def test_the_tokens_are_those_of_the_design() -> None:
    design = json.loads((SHARED / "design" / "look" / "tokens.json").read_text(encoding="utf-8"))
    assert resources.data("theme", "tokens.json") == design
