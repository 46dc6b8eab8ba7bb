"""Every kind has an icon of its own, and every icon is a sound drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.present import icons

EXTRA = ("region", "hub", "unsized", "pods", "services", "ergw", "apiserver")
INTERFACE = (
    "undo", "redo", "search", "export", "open", "save", "plus", "zoom-in", "zoom-out", "fit",
    "close", "chevron-right", "chevron-down", "menu", "play", "swap", "check", "eye", "folder",
    "link", "trash", "pencil", "severity-error", "severity-warning", "severity-info", "severity-ok",
)  # fmt: skip


@pytest.mark.parametrize("name", [*(kind.kind for kind in KINDS), *EXTRA, *INTERFACE])
def test_there_is_an_icon(name: str) -> None:
    assert name in icons.names()


@pytest.mark.parametrize("name", icons.names())
def test_icons_are_drawn_by_the_rules(name: str) -> None:
    text = icons.svg_text(name)
    root = ElementTree.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert "currentColor" in text and "#" not in text
    assert all(
        part.tag.rpartition("}")[2] in ("path", "rect", "circle", "ellipse") for part in root
    )


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_icons_of_kinds_have_an_accent(kind: str) -> None:
    text = icons.svg_text(kind)
    assert 'class="a"' in text or 'class="f"' in text


def test_no_two_kinds_share_a_drawing() -> None:
    drawings = [icons.svg_text(kind.kind) for kind in KINDS]
    assert len(set(drawings)) == len(drawings)


def test_tinting_leaves_no_placeholder() -> None:
    for name in icons.names():
        text = icons.tinted(name, "#111111", "#222222", 24)
        assert "currentColor" not in text and "class=" not in text
        ElementTree.fromstring(text)


def test_small_icons_have_thicker_lines() -> None:
    assert 'stroke-width="2"' in icons.tinted("vnet", "#000000", "#000000", 16)
    assert 'stroke-width="1.5"' in icons.tinted("vnet", "#000000", "#000000", 48)
