"""Pixels: the painter draws what the shapes say; PNG and SVG are one picture."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest  # noqa: E402
from PySide6.QtCore import QByteArray  # noqa: E402
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter  # noqa: E402
from PySide6.QtSvg import QSvgRenderer  # noqa: E402

from aksdesigner.analysis.analyzer import analyze  # noqa: E402
from aksdesigner.model.document import new_document  # noqa: E402
from aksdesigner.present.scene import scene_of  # noqa: E402
from aksdesigner.present.shapes import (  # noqa: E402
    EllipseShape,
    IconShape,
    PathShape,
    RectShape,
    Shape,
    Stroke,
    TextShape,
)
from aksdesigner.present.text import width  # noqa: E402
from aksdesigner.present.theme import LIGHT, THEME_NAMES, THEMES, ThemeName  # noqa: E402
from aksdesigner.report.painting import font_of, load_fonts, paint  # noqa: E402
from aksdesigner.report.raster import (  # noqa: E402
    ensure_gui,
    image_of_scene,
    png_of,
    write_png,
)
from aksdesigner.report.svg import svg_of_scene  # noqa: E402
from tests.unit.present.designs import HUB_SPOKE, document  # noqa: E402

pytestmark = pytest.mark.usefixtures("qapp")


def painted(shapes: Iterable[Shape], scale: float = 1.0) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint(painter, shapes, LIGHT)
    finally:
        painter.end()  # a painter that outlives its image ends the process
    return image


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def test_a_rectangle_has_fill_edge_and_round_corners() -> None:
    image = painted([RectShape(10, 10, 80, 60, 12, "accentSoft", Stroke("accent", 4))])
    assert at(image, 50, 40) == LIGHT.color("accentSoft")
    assert at(image, 50, 10) == LIGHT.color("accent")
    assert at(image, 9, 9) == "#FFFFFF"


def test_dashes_are_measured_in_pixels() -> None:
    line = PathShape((("M", 0, 50), ("L", 200, 50)), None, Stroke("accent", 4, (20, 10)))
    image = painted([line])
    assert at(image, 10, 50) == LIGHT.color("accent")
    assert at(image, 25, 50) == "#FFFFFF"
    assert at(image, 40, 50) == LIGHT.color("accent")


def test_paths_ellipses_and_icons_are_drawn() -> None:
    triangle = PathShape((("M", 0, 0), ("L", 40, 0), ("Q", 40, 40, 0, 40), ("Z",)), "errorFill")
    shapes = [triangle, EllipseShape(80, 20, 15, 15, "okFill"), IconShape(110, 5, 48, "vnet")]
    image = painted(shapes)
    assert at(image, 5, 5) == LIGHT.color("errorFill")
    assert at(image, 80, 20) == LIGHT.color("okFill")
    assert at(image, 134, 13) == LIGHT.color("text")


def test_an_unknown_command_and_an_unknown_role_are_refused() -> None:
    with pytest.raises(ValueError, match="X"):
        painted([PathShape((("X", 1, 2),), "accent")])
    with pytest.raises(KeyError):
        painted([RectShape(0, 0, 9, 9, fill="nothing")])


def test_hatching_covers_a_part() -> None:
    image = painted([RectShape(0, 0, 100, 100, 0, "outside", None, "errorFill")])
    row = {at(image, x, 50) for x in range(100)}
    assert LIGHT.color("outside") in row and len(row) > 1


def test_the_painter_comes_back_as_it_was() -> None:
    image = QImage(50, 50, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setOpacity(0.5)
    before = painter.transform()
    paint(painter, [TextShape(5, 5, "x", "canvasVnet", "text", opacity=0.3)], LIGHT)
    assert painter.opacity() == 0.5 and painter.transform() == before
    painter.end()


def test_widths_of_the_table_are_those_of_the_font() -> None:
    assert "Inter" in load_fonts()
    for style in ("canvasSubnet", "canvasAddress", "canvasDetail"):
        for words in ("snet-aks-nodes", "10.80.16.0/21", "37 today · 122 upgrade · 2,043"):
            font = font_of(style)
            scale = {"canvasAddress": 11.5 / 12}.get(style, 1.0)
            real = QFontMetricsF(font).horizontalAdvance(words) * scale
            assert width(words, style) == pytest.approx(real, rel=0.03)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_png_and_svg_are_one_picture(theme: ThemeName) -> None:
    design = document(HUB_SPOKE)
    scene = scene_of(design, analyze(design))
    ours = image_of_scene(scene, theme, 1.0)
    theirs = QImage(ours.size(), ours.format())
    painter = QPainter(theirs)
    QSvgRenderer(QByteArray(svg_of_scene(scene, theme).encode())).render(painter)
    painter.end()
    far = total = 0
    for x in range(0, ours.width(), 3):
        for y in range(0, ours.height(), 3):
            a, b = ours.pixelColor(x, y), theirs.pixelColor(x, y)
            gap = max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue()))
            far += gap > 60
            total += 1
    assert far / total < 0.02, f"{far} of {total} pixels differ"


def test_a_file_is_written(tmp_path: Path) -> None:
    design = document(HUB_SPOKE)
    target = write_png(tmp_path / "picture.png", design, None, theme="dark", scale=1.0)
    image = QImage(str(target))
    scene = scene_of(design, None)
    assert (image.width(), image.height()) == (round(scene.bounds.w), round(scene.bounds.h))
    assert at(image, 1, 1) == THEMES["dark"].color("canvas")


def test_an_empty_design_is_a_sheet_of_paper() -> None:
    ensure_gui()
    image = QImage.fromData(png_of(new_document(), None, scale=1.0), "PNG")
    assert (image.width(), image.height()) == (640, 400)
