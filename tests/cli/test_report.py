"""aksdesigner report: files in three forms, none overwritten unasked."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from tests.support.program import Program, sample

HUB = sample("hub-spoke")


def test_html_and_markdown_with_its_picture(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "design.html"
    assert program("report", HUB, "-o", page).status == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    text = tmp_path / "design.md"
    assert program("report", HUB, "--to", "markdown", "-o", text).status == 0
    assert "](<design.svg>)" in text.read_text("utf-8")
    assert (tmp_path / "design.svg").read_text("utf-8").startswith("<?xml")


def test_nothing_is_written_over_unless_forced(program: Program, tmp_path: Path) -> None:
    page = tmp_path / "design.html"
    page.write_text("mine")
    answer = program("report", HUB, "-o", page)
    assert answer.status == 2
    assert "--force" in answer.err
    assert page.read_text() == "mine"
    assert program("report", HUB, "-o", page, "--force").status == 0
    assert page.read_text("utf-8") != "mine"


def test_a_pdf_has_every_chapter_on_its_pages(program: Program, tmp_path: Path) -> None:
    paper = tmp_path / "design.pdf"
    answer = program("report", HUB, "--to", "pdf", "-o", paper)
    assert answer.status == 0, answer.err
    data = paper.read_bytes()
    assert data.startswith(b"%PDF")
    pages = (page.extract_text() for page in PdfReader(paper).pages)
    text = " ".join("\n".join(pages).split())  # what stands between words is not of interest
    for chapter in ("Address plan", "Capacity", "CNI and dataplane", "Headroom for an upgrade"):
        assert chapter in text
    again = tmp_path / "again.pdf"
    program("report", HUB, "--to", "pdf", "-o", again)
    assert again.read_bytes() == data
    assert program("report", HUB, "--to", "pdf", "-o", "-").status == 2
