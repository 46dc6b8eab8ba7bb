"""The pictures of the docs: small, captioned, replaced only when they look different."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.support.shared import CHECKOUT
from tests.tools.small_picture import COLORS, FORMAT, differs, keep_picture, with_few_colors

IMAGES = sorted((CHECKOUT / "docs" / "images").glob("*.png"))
MOST_BYTES = 150_000


def picture(width: int = 90, height: int = 60, text: str = "#204060") -> QImage:
    image = QImage(width, height, FORMAT)
    for x in range(width):
        for y in range(height):
            image.setPixelColor(x, y, QColor(200 + x % 20, 180 + y // 4, 220))
    painter = QPainter(image)
    painter.fillRect(10, 10, 20, 20, QColor(text))
    painter.end()
    return image


def test_few_colours_look_the_same() -> None:
    small = with_few_colors(picture(91))
    assert 1 < len(small.colorTable()) <= COLORS
    assert not differs(picture(91), small)


def test_a_changed_colour_and_a_changed_size_look_different() -> None:
    assert differs(picture(), picture(text="#C03020"))
    assert differs(picture(), picture(91))
    assert not differs(picture(), picture(text="#224262"))


def test_a_picture_is_replaced_only_when_it_changed(tmp_path: Path) -> None:
    fresh, kept = tmp_path / "fresh.png", tmp_path / "kept.png"
    picture().save(str(fresh))
    assert keep_picture(fresh, kept)
    before = kept.read_bytes()
    assert not keep_picture(fresh, kept)
    picture(text="#C03020").save(str(fresh))
    assert keep_picture(fresh, kept)
    assert kept.read_bytes() != before


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_a_picture_of_the_docs_is_small_and_has_a_caption(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES
    pages = [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md")]
    shown = [line for page in pages for line in page.read_text("utf-8").splitlines()]
    captions = [line for line in shown if line.startswith("![") and path.name in line]
    assert captions and all(line.partition("]")[0] != "![" for line in captions)


def test_there_are_pictures() -> None:
    assert IMAGES
