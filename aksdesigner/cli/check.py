"""aksdesigner check: what is wrong with designs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.cli.designs import design_of, source_of
from aksdesigner.cli.options import SETTINGS, day, many_designs, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError
from aksdesigner.repair.offers import first_offer, has_fix
from aksdesigner.report import junit, sarif
from aksdesigner.report.findings import (
    Judged,
    acceptance_words,
    expired,
    judged,
    reaches,
    summary_line,
    unused,
)
from aksdesigner.report.json import check_data
from aksdesigner.report.text import findings_text
from aksdesigner.store.problems import StoreError

# trying fixes ends after this long, in seconds; `fixable` is null for what was not tried
FIX_BUDGET_S = 30

Checked = tuple[str, Analysis, list[Judged]]


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
@click.option("--as-of", metavar="DATE", callback=day, help="Judge as on this day.")
@click.option(
    "--no-fixes",
    is_flag=True,
    help="JSON: don't try fixes; `fixable` is null where there may be one.",
)
@speaking
def check(
    screen: Screen,
    files: tuple[Path, ...],
    format_: str,
    fail_on: str,
    as_of: str | None,
    no_fixes: bool,
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
    if format_ == "json":
        _print_json(screen, checked, is_single=len(files) == 1, tries=not no_fixes)
    elif checked or format_ != "text":
        _print(screen, format_, checked)
    failed = any(reaches(items, fail_on) for _, _, items in checked)
    return 2 if broken else int(failed)


def _checked(file: Path, as_of: str | None, screen: Screen) -> Checked:
    document = design_of(file, screen)
    if as_of is not None:
        document = document.replace(settings=document.settings.with_changes(as_of=as_of))
    analysis = analyze(document)
    items = judged(document, analysis.findings, date.today())
    _tell_acceptances(screen, source_of(file), document, items)
    return source_of(file), analysis, items


def _tell_acceptances(
    screen: Screen, source: str, document: Document, items: Sequence[Judged]
) -> None:
    """Say which acceptances no longer hold, and, with --verbose, which nobody needs."""
    for entry in expired(document, date.today()):
        screen.say(f"{source}: {acceptance_words(entry)} ended on {entry.until}; it is open again")
    for entry in unused(document, items):
        screen.detail(f"{source}: {acceptance_words(entry)} covers no finding any more")


def _print_json(screen: Screen, checked: list[Checked], *, is_single: bool, tries: bool) -> None:
    data = []
    untried: list[Finding] = []
    until = time.monotonic() + FIX_BUDGET_S
    with screen.progress() as progress:
        task = progress.add_task("trying fixes", total=sum(len(items) for _, _, items in checked))
        for file, analysis, items in checked:

            def fixable(finding: Finding, analysis: Analysis = analysis) -> bool | None:
                progress.advance(task)
                if not has_fix(finding.code):
                    return False
                if not tries or time.monotonic() > until:
                    untried.append(finding)
                    return None
                return first_offer(analysis, finding) is not None

            data.append(check_data(analysis.document, file, items, fixable))
    if tries and untried:
        count = len(untried)
        screen.say(f"fixes of {count} findings were not tried in {FIX_BUDGET_S} s; ask `fix FILE`")
    if data or not is_single:
        screen.data(data[0] if is_single else {"designs": data})


def _print(screen: Screen, format_: str, checked: list[Checked]) -> None:
    if format_ == "sarif":
        screen.data(sarif.sarif_data([(file, items) for file, _, items in checked]))
    elif format_ == "junit":
        screen.raw(junit.findings_xml([(file, items) for file, _, items in checked]))
    else:
        for file, analysis, items in checked:
            if items and not screen.quiet:
                screen.line(f"{file}: {analysis.document.name}")
            screen.show(findings_text(items))
            screen.line(f"{file}: {summary_line(items)}")
