"""SVG: valid for any name, the same bytes each time, text as text, no Qt."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document, new_document
from aksdesigner.present.theme import COLORS, THEME_NAMES, ThemeName
from aksdesigner.report.svg import svg_of
from tests.support.shared import CHECKOUT
from tests.unit.present.designs import HUB_SPOKE, designs, document

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [part.text or "" for part in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@settings(max_examples=25, deadline=None)
@given(designs())
def test_any_design_gives_valid_xml(design: Document) -> None:
    ElementTree.fromstring(svg_of(design, None))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_document_name_gives_valid_xml(name: str) -> None:
    ElementTree.fromstring(svg_of(new_document(name), None))


def test_names_that_look_like_markup_stay_text() -> None:
    name = "<b>&amp;\"'</b>"
    svg = svg_of(document({"vnets": [{"name": "x<y&z", "prefixes": ["10.0.0.0/16"]}]}, name=name), None)  # fmt: skip
    assert "x<y&z" in texts(svg)
    assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == name


def test_text_stays_text_in_a_named_font() -> None:
    svg = svg_of(document(HUB_SPOKE), None)
    assert {"hub", "10.80.16.0/21", "azfw", "24 of 60"} <= set(texts(svg))
    assert ElementTree.fromstring(svg).attrib["font-family"].startswith("Inter, ")


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_colours_are_those_of_the_theme(theme: ThemeName) -> None:
    design = document(HUB_SPOKE)
    analysis = analyze(design)
    svg = svg_of(design, analysis, theme, path=analysis.trace("pod:aks", "203.0.113.10"))
    allowed = {color[:7].upper() for color in COLORS[theme].values()}
    assert {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", svg)} <= allowed


def test_numbers_are_short() -> None:
    numbers = re.findall(
        r' (?:x|y|width|height|cx|cy)="([^"]+)"', svg_of(document(HUB_SPOKE), None)
    )
    assert all(re.fullmatch(r"-?\d+(\.\d{1,2})?", number) for number in numbers)


SCRIPT = """
import hashlib, sys
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.report.svg import svg_of
from tests.unit.present.designs import HUB_SPOKE, document
design = document(HUB_SPOKE)
print(hashlib.sha256(svg_of(design, analyze(design)).encode()).hexdigest())
print("PySide6" in sys.modules)
"""


def test_the_same_bytes_on_every_run_and_no_qt() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0][1] == "False"
