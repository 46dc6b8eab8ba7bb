"""aksdesigner checklist: the production checklist of a design, and answers to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import (
    SETTINGS,
    day,
    one_design,
    output_format,
    speaking,
    written_elsewhere,
)
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import write_back
from aksdesigner.edit.checklist import AnswerLine, SignChecklist
from aksdesigner.edit.command import Command, Refused
from aksdesigner.model.answers import Answer
from aksdesigner.model.document import Document
from aksdesigner.report.checklist import checklist_data, checklist_markdown, checklist_text
from aksdesigner.review.catalogue import LINES
from aksdesigner.review.checklist import checklist_of, digest_of

STATES = {"failing": ("failing",), "open": ("failing", "open"), "never": ()}


@click.command("checklist", context_settings=SETTINGS, short_help="Is it ready for production?")
@one_design
@output_format("json", "markdown")
@click.option(
    "--fail-on",
    type=click.Choice(list(STATES)),
    default="never",
    show_default=True,
    help="What makes the exit status 1: a line that is not met, or also one nobody answered.",
)
@speaking
def checklist(screen: Screen, file: Path, format_: str, fail_on: str) -> int:
    """Print the production checklist: decided by the engine where it can be, else asked.

    Lines, and what stands behind each, come from section 19 of the text that the product grew from,
    with its questions about private clusters, policies, DNS and ingress.
    """
    found = checklist_of(analyze(design_of(file, screen)))
    if format_ == "json":
        screen.data(checklist_data(found))
    elif format_ == "markdown":
        screen.raw(checklist_markdown(found) + "\n")
    else:
        screen.show(checklist_text(found))
    return int(found.count(*STATES[fail_on]) > 0)


@click.command("answer", context_settings=SETTINGS, short_help="Answer a line of the checklist.")
@one_design
@click.argument("line", required=False)
@click.argument("text", required=False)
@click.option("--by", metavar="NAME", help="Who answers, or signs.")
@click.option("--owner", metavar="NAME", help="Who is to answer.")
@click.option("--on", metavar="DATE", callback=day, help="The day; absent: today.")
@click.option("--not-applicable", is_flag=True, help="It does not apply; TEXT says why.")
@click.option("--sign", is_flag=True, help="Sign the whole checklist as it stands.")
@written_elsewhere
@speaking
def answer(
    screen: Screen,
    file: Path,
    line: str | None,
    text: str | None,
    by: str | None,
    owner: str | None,
    on: str | None,
    output: Path | None,
    *,
    not_applicable: bool,
    sign: bool,
) -> int:
    """Answer LINE of the checklist with TEXT, assign it with --owner, or --sign the whole."""
    document = design_of(file, screen)
    today = on or date.today().isoformat()
    if sign == (line is not None):
        raise click.UsageError("expected either a LINE or --sign")
    if sign:
        command: Command = SignChecklist(by or "", today, digest_of(document))
        if not by:
            raise click.UsageError("a signature needs --by")
    else:
        given = Answer(
            text or "", owner or "", by or "", today if text else "", not_applicable=not_applicable
        )
        command = AnswerLine(_line(line or ""), given)
    try:
        after: Document = command.apply(document)
    except Refused as refusal:
        raise click.UsageError(str(refusal)) from None
    write_back(screen, file, output, after)
    return 0


def _line(text: str) -> str:
    """Return the name of a line as the checklist has it. Raises click.UsageError."""
    known = {name.casefold(): name for name in LINES}
    if text.casefold() not in known:
        raise click.UsageError(f"found {text!r}, expected one of {', '.join(LINES)}")
    return known[text.casefold()]
