"""aksdesigner report: the design as a document that a board can read."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, new_file, one_design, speaking
from aksdesigner.cli.pictures import document_pdf
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import check_free
from aksdesigner.report.board.blocks import Block, Picture
from aksdesigner.report.board.html import html_of
from aksdesigner.report.board.markdown import markdown_of
from aksdesigner.report.board.report import report_of
from aksdesigner.report.svg import svg_of_scene
from aksdesigner.store.atomic import write_together

FORMS = ("markdown", "html", "pdf")


@click.command("report", context_settings=SETTINGS, short_help="The design as a document.")
@one_design
@click.option("--to", "form", type=click.Choice(FORMS), default="html", show_default=True)
@new_file(is_required=True)
@speaking
def report(screen: Screen, file: Path, form: str, output: Path, *, force: bool) -> int:
    """Write picture, addresses, routing, findings, checklist, capacity and runbook as one document.

    HTML is one file that needs no network. Markdown has its picture beside it, as FILE.svg; `-o -`
    prints the text alone.
    """
    blocks = tuple(report_of(analyze(design_of(file, screen))))
    if str(output) == "-":
        if form == "pdf":
            raise click.UsageError("a PDF goes into a file, not to the terminal")
        screen.raw(html_of(blocks) if form == "html" else markdown_of(blocks))
        return 0
    files = _files(blocks, form, output)
    check_free(*files, force=force)
    write_together(files)
    for path in files:
        screen.say(f"{path}: written")
    return 0


def _files(blocks: tuple[Block, ...], form: str, output: Path) -> dict[Path, bytes]:
    if form == "html":
        return {output: html_of(blocks).encode()}
    if form == "pdf":
        return {output: document_pdf(blocks)}
    picture = output.with_suffix(".svg")
    svg = next(svg_of_scene(block.scene) for block in blocks if isinstance(block, Picture))
    return {output: markdown_of(blocks, picture.name).encode(), picture: svg.encode()}
