"""aksdesigner fix: what can be repaired, and repairing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.runner import accepted_of
from aksdesigner.cli.codes import code_of
from aksdesigner.cli.designs import design_of, source_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking, written_elsewhere
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import is_stdout, write_back
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of
from aksdesigner.repair.offers import Offer, has_fix, offers
from aksdesigner.repair.run import Run, Wanted, run_fixes
from aksdesigner.report.json import finding_data

SEVERITIES = ("error", "warning", "info")


@click.command("fix", context_settings=SETTINGS, short_help="Repair what findings speak of.")
@one_design
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Fix every error and warning that has a fix.")
@click.option("--on", "subject", metavar="NAME", help="Only findings about this resource.")
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    help="The mildest finding that is looked at; with --all warning by default.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@written_elsewhere
@output_format("json")
@speaking
def fix(
    screen: Screen,
    file: Path,
    code: str | None,
    every: bool,
    subject: str | None,
    severity: str | None,
    dry_run: bool,
    output: Path | None,
    format_: str,
) -> int:
    """Repair a design: the findings of CODE, or all; with neither, list what has a fix.

    A fix is done only after it was tried on a copy, ended its finding and brought no error.
    Accepted findings are left alone. Exit status: 0 every finding asked for is gone, 1 some are
    left, 2 the design can't be used.
    """
    if code is not None and every:
        raise click.UsageError("give CODE or --all, not both")
    document = design_of(file, screen)
    chosen = code_of(code, [m.RULE.code for m in RULES]) if code is not None else None
    wanted = _wanted(document, chosen, subject, severity or ("warning" if every else "info"))
    if chosen is None and not every:
        return _list(screen, file, document, wanted, format_)
    with screen.progress() as progress:
        task = progress.add_task("fixing", total=None)
        run = run_fixes(
            document,
            wanted,
            lambda text: progress.update(task, description=f"fixing {text}"),
        )
    prints = is_stdout(file, output) and not dry_run
    writes = not dry_run and (bool(run.steps) or output is not None or prints)
    if writes:
        write_back(screen, file, output, run.document)
    if not prints:
        _tell(screen, file, document, run, (output or file) if writes else None, format_)
    return int(bool(run.left))


def _wanted(document: Document, code: str | None, subject: str | None, severity: str) -> Wanted:
    mildest = SEVERITIES.index(severity)
    if subject is not None and not any(
        _is_named(k, subject) for k in document.topology.index.by_key
    ):
        raise click.UsageError(f"found {subject!r}, expected a resource of this design")

    def wanted(now: Document, finding: Finding) -> bool:
        return (
            (code is None or finding.code == code)
            and SEVERITIES.index(finding.severity) <= mildest
            and (subject is None or any(_is_named(key, subject) for key in finding.resources))
            and accepted_of(now, finding, date.today()) is None
        )

    return wanted


def _is_named(key: str, text: str) -> bool:
    return text in (key, label_of(key))


def _list(screen: Screen, file: Path, document: Document, wanted: Wanted, format_: str) -> int:
    """Say what could be fixed, every way of it; nothing is written."""
    analysis = analyze(document)
    found = [f for f in analysis.findings if wanted(document, f) and has_fix(f.code)]
    rows: list[tuple[Finding, tuple[Offer, ...]]] = []
    with screen.progress() as progress:
        task = progress.add_task("trying fixes", total=len(found))
        for finding in found:
            rows.append((finding, offers(analysis, finding)))
            progress.advance(task)
    rows = [(finding, ways) for finding, ways in rows if ways]
    if format_ == "json":
        data = [
            {**finding_data(finding), "fixes": [offer_data(way) for way in ways]}
            for finding, ways in rows
        ]
        screen.data({"design": document.name, "file": source_of(file), "findings": data})
        return 0
    for finding, ways in rows:
        screen.line(f"{finding.code} {finding.message}")
        for way in ways:
            for line in _offer_lines(way):
                screen.line(f"  {line}")
    screen.line(f"{source_of(file)}: {len(rows)} of {_count(analysis.findings)} can be fixed")
    return 0


def _count(findings: tuple[Finding, ...]) -> str:
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"


def _offer_lines(offer: Offer) -> Iterator[str]:
    yield f"fix: {offer.title}"
    yield from (f"     {change}" for change in offer.changes)
    yield from (f"     then: {f.severity} {f.code} {f.message}" for f in offer.appears)


def offer_data(offer: Offer) -> dict[str, Any]:
    """Return a fix as JSON data."""
    return {
        "title": offer.title,
        "changes": list(offer.changes),
        "ends": [finding_data(finding) for finding in offer.ends],
        "appears": [finding_data(finding) for finding in offer.appears],
    }


def _tell(
    screen: Screen, file: Path, document: Document, run: Run, target: Path | None, format_: str
) -> None:
    if format_ == "json":
        screen.data(
            {
                "design": document.name,
                "file": source_of(file),
                "fixed": [{**finding_data(s.finding), "fix": offer_data(s)} for s in run.steps],
                "left": [finding_data(finding) for finding in run.left],
                "written": str(target) if target is not None else None,
            }
        )
        return
    for step in run.steps:
        screen.line(f"{step.finding.code} {step.finding.message}")
        for line in _offer_lines(step):
            screen.line(f"  {line}")
    for finding in run.left:
        screen.line(f"left: {finding.severity} {finding.code} {finding.message}")
        screen.line(f"      do: {finding.remedy}")
    done = "would be fixed" if target is None and run.steps else "fixed"
    screen.line(f"{source_of(file)}: {len(run.steps)} {done}, {len(run.left)} left")
