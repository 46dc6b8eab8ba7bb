"""The design document: every chapter, words of people as words, and forms that open anywhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.model.reading import read_document
from aksdesigner.report.board.blocks import Bar, Bars, Heading, Paragraph, Table
from aksdesigner.report.board.html import html_of
from aksdesigner.report.board.markdown import markdown_of
from aksdesigner.report.board.report import report_of
from aksdesigner.store.design_file import read_design
from tests.support.program import sample

CHAPTERS = [
    "The network",
    "Address plan",
    "Routing and egress",
    "Private names",
    "Intents",
    "Findings",
    "Capacity",
    "Production checklist",
    "Runbook",
    "What is not covered",
]
HOSTILE = "</td><script>alert(1)</script> | `x` [a](http://b) & # *"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyze(read_design(sample("hub-spoke")).document)


class Reader(HTMLParser):
    """Collects tags, links, ids and text; says which tags were not closed."""

    VOID = frozenset({"meta", "br", "img", "rect", "path", "circle", "line", "use", "stop"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_chapter_is_there_in_order(analysis: Analysis) -> None:
    titles = [b.text for b in report_of(analysis) if isinstance(b, Heading) and b.level == 2]
    assert titles == CHAPTERS


def test_numbers_of_the_design_are_in_it(analysis: Analysis) -> None:
    text = markdown_of(report_of(analysis))
    assert "| spoke-prod | snet-aks-nodes | 10.80.16.0/21 | 2043 |" in text
    assert "| spoke-prod/snet-aks-nodes | rt-spoke | VirtualAppliance 10.0.1.4 | 4 |" in text
    assert "28 today, 89 at upgrade, of 2043 addresses" in text
    assert "az account set" in text


def test_html_is_whole_and_asks_no_network(analysis: Analysis) -> None:
    text = html_of(report_of(analysis))
    reader = Reader(text)
    assert reader.open == []
    assert not {"script", "link", "iframe", "img"} & set(reader.tags)
    links = [value for name, value in reader.attributes if name == "href"]
    ids = {f"#{value}" for name, value in reader.attributes if name == "id"}
    assert links
    assert set(links) <= ids
    assert not re.search(r"(src|url\()\s*=?\s*['\"]?http", text)


def test_the_same_design_gives_the_same_text(analysis: Analysis) -> None:
    again = analyze(analysis.document)
    assert html_of(report_of(analysis)) == html_of(report_of(again))


def named(name: str) -> Analysis:
    data: dict[str, Any] = {
        "aksdesigner": 1,
        "name": name,
        "decisions": [{"what": name, "by": name}],
        "checklist": {"dnsRunbook": {"answer": name, "by": name}},
        "topology": {"vnets": [{"name": name.replace("/", ""), "prefixes": ["10.0.0.0/16"]}]},
    }
    return analyze(read_document(data).document)


def test_words_of_people_stay_words() -> None:
    blocks = tuple(report_of(named(HOSTILE)))
    reader = Reader(html_of(blocks))
    assert reader.open == []
    assert "script" not in reader.tags
    assert any(HOSTILE in words for words in reader.words)
    text = markdown_of(blocks)
    assert "<script>" not in text.replace("\\<script", "")
    assert r"\[a\](http" in text


def test_an_empty_design_has_a_document() -> None:
    analysis = analyze(read_document({"aksdesigner": 1}).document)
    text = markdown_of(report_of(analysis))
    assert "What is not covered" in text
    assert Reader(html_of(report_of(analysis))).open == []


def test_bars_keep_their_scale_and_never_leave_it() -> None:
    bars = Bars(
        (Bar("full", 300, 400, 100), Bar("none", 0, 0, 0), Bar("half", 16, 32, 64)), "nodes"
    )
    lines = markdown_of([bars]).splitlines()
    assert "[################################]" in lines[1]
    assert "[########++++++++................]" in lines[3]
    assert 'width="420.0"' in html_of([Heading(1, "t"), bars])


def test_a_cell_of_several_lines_stays_in_its_row() -> None:
    table = Table(("a", "b"), (("one\ntwo", "x|y"),))
    assert markdown_of([table]).splitlines()[2] == r"| one<br>two | x\|y |"
    assert "one<br>two" in html_of([Heading(1, "t"), table, Paragraph("end")])
