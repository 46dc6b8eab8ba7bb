"""aksdesigner check: what is wrong with designs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of, source_of
from aksdesigner.cli.options import SETTINGS, many_designs, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError
from aksdesigner.report import junit, sarif
from aksdesigner.report.findings import Judged, judged, reaches, summary_line
from aksdesigner.report.json import check_data
from aksdesigner.report.text import findings_text
from aksdesigner.store.problems import StoreError

Checked = tuple[str, Document, list[Judged]]


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"found {value!r}, expected a date such as 2026-03-31") from None


@click.command("check", context_settings=SETTINGS, short_help="Report what is wrong with designs.")
@many_designs
@output_format("json", "sarif", "junit")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit status 1.",
)
@click.option("--as-of", metavar="DATE", callback=_date, help="Judge as on this day.")
@speaking
def check(
    screen: Screen, files: tuple[Path, ...], format_: str, fail_on: str, as_of: str | None
) -> int:
    """Report what is wrong with designs, with the numbers and a remedy.

    Exit status: 0 nothing at or above --fail-on, 1 something is, 2 a file can't be used.
    """
    checked: list[Checked] = []
    broken = False
    with screen.progress() as progress:
        task = progress.add_task("checking", total=len(files))
        for file in files:
            try:
                checked.append(_checked(file, as_of, screen))
            except (DocumentError, StoreError) as problem:
                screen.error(str(problem))
                broken = True
            progress.advance(task)
    if checked or format_ != "text":
        _print(screen, format_, checked, is_single=len(files) == 1)
    failed = any(reaches(items, fail_on) for _, _, items in checked)
    return 2 if broken else int(failed)


def _checked(file: Path, as_of: str | None, screen: Screen) -> Checked:
    document = design_of(file, screen)
    if as_of is not None:
        document = document.replace(settings=document.settings.with_changes(as_of=as_of))
    findings = analyze(document).findings
    return source_of(file), document, judged(document, findings, date.today())


def _print(screen: Screen, format_: str, checked: list[Checked], *, is_single: bool) -> None:
    if format_ == "json":
        data = [check_data(document.name, file, items) for file, document, items in checked]
        if data or not is_single:
            screen.data(data[0] if is_single else {"designs": data})
    elif format_ == "sarif":
        screen.data(sarif.sarif_data([(file, items) for file, _, items in checked]))
    elif format_ == "junit":
        screen.raw(junit.findings_xml([(file, items) for file, _, items in checked]))
    else:
        for file, document, items in checked:
            if items and not screen.quiet:
                screen.line(f"{file}: {document.name}")
            screen.show(findings_text(items))
            screen.line(f"{file}: {summary_line(items)}")
