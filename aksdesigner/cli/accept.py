"""aksdesigner accept: a finding that somebody has decided to live with, written into the design."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.cli.codes import code_of
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, day, one_design, speaking, written_elsewhere
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import write_back
from aksdesigner.edit.command import Refused
from aksdesigner.edit.queries import AcceptFinding, ReopenFinding
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key


@click.command("accept", context_settings=SETTINGS, short_help="Accept a finding, with a reason.")
@one_design
@click.argument("code")
@click.argument("subject")
@click.option("--reason", metavar="TEXT", help="Why it may stay.")
@click.option("--by", metavar="NAME", help="Who accepts it.")
@click.option("--until", metavar="DATE", callback=day, help="The last day on which that holds.")
@click.option("--remove", is_flag=True, help="Take an acceptance back.")
@written_elsewhere
@speaking
def accept(
    screen: Screen,
    file: Path,
    code: str,
    subject: str,
    reason: str | None,
    by: str | None,
    until: str | None,
    remove: bool,
    output: Path | None,
) -> int:
    """Accept the finding CODE about SUBJECT, a resource by name or key; or --remove that.

    An accepted finding is listed apart and makes no exit status 1. After --until it is open again.
    """
    document = design_of(file, screen)
    codes = [m.RULE.code for m in RULES]
    codes += [entry.rule for entry in document.accepted if entry.rule not in codes]
    chosen = code_of(code, codes)
    if remove:
        command: AcceptFinding | ReopenFinding = ReopenFinding(
            chosen, _accepted_subject(document, chosen, subject)
        )
    else:
        if not reason or not by:
            raise click.UsageError("an acceptance needs --reason and --by")
        if until is not None and until < _today(document):
            raise click.UsageError(f"--until {until} has passed; the finding would stay open")
        found = _finding(document, chosen, subject)
        command = AcceptFinding(chosen, _meant(found, subject), reason, by, until)
    try:
        after = command.apply(document)
    except Refused as refusal:
        raise click.UsageError(str(refusal)) from None
    write_back(screen, file, output, after)
    return 0


def _today(document: Document) -> str:
    return document.settings.as_of or date.today().isoformat()


def _finding(document: Document, code: str, subject: str) -> Finding:
    """Return the finding that is meant. Raises click.UsageError with what there is."""
    found = [f for f in analyze(document).findings if f.code == code]
    for finding in found:
        if any(_is_named(key, subject) for key in finding.resources):
            return finding
    about = ", ".join(dict.fromkeys(label_of(f.resources[0]) for f in found if f.resources))
    there = f"; it has {code} about {about}" if about else f"; it has no {code}"
    raise click.UsageError(f"this design has no finding {code} about {subject!r}{there}")


def _meant(finding: Finding, subject: str) -> Key:
    return next(key for key in finding.resources if _is_named(key, subject))


def _is_named(key: Key, text: str) -> bool:
    return text in (key, label_of(key))


def _accepted_subject(document: Document, code: str, subject: str) -> Key:
    """Return the key of an acceptance. Raises click.UsageError with what is accepted."""
    keys = [key_of(*split_key(entry.subject)) for entry in document.accepted if entry.rule == code]
    for key in keys:
        if _is_named(key, subject):
            return key
    about = f"; accepted of {code}: {', '.join(label_of(key) for key in keys)}" if keys else ""
    raise click.UsageError(f"{code} about {subject!r} is not accepted{about}")
