"""Widths without Qt, and cutting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.present.text import ELLIPSIS, cut, width
from aksdesigner.present.theme import TEXT_STYLES


def test_figures_are_of_one_width() -> None:
    assert len({width(digit, "canvasAddress") for digit in "0123456789"}) == 1


def test_a_width_grows_with_the_size() -> None:
    ratio = width("hub", "canvasFar") / width("hub", "canvasVnet")
    assert ratio == pytest.approx(TEXT_STYLES["canvasFar"].size / TEXT_STYLES["canvasVnet"].size)


def test_wide_and_combining_characters_are_counted() -> None:
    size = TEXT_STYLES["canvasVnet"].size
    assert width("東", "canvasVnet") == pytest.approx(size)
    assert width("\u200d", "canvasVnet") == 0


@given(st.text(max_size=60), st.floats(0, 200))
def test_a_cut_text_fits(text: str, room: float) -> None:
    shown = cut(text, "canvasSubnet", room)
    assert width(shown, "canvasSubnet") <= room + 0.001 or shown == ""
    assert shown == text or shown == "" or shown.endswith(ELLIPSIS)


def test_what_fits_stays() -> None:
    assert cut("snet-aks-nodes", "canvasSubnet", 200) == "snet-aks-nodes"
    assert cut("snet-aks-nodes", "canvasSubnet", 60).startswith("snet")
