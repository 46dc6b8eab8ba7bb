"""The production checklist as text, Markdown and JSON data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from aksdesigner.model.answers import Answer, written
from aksdesigner.report.markdown import inline
from aksdesigner.review.checklist import Checklist
from aksdesigner.review.line import Row, State

WORDS: dict[State, str] = {
    "met": "met",
    "failing": "not met",
    "open": "open",
    "notApplicable": "does not apply",
}
STYLES: dict[State, str] = {
    "met": "green",
    "failing": "bold red",
    "open": "yellow",
    "notApplicable": "dim",
}


def headline(checklist: Checklist) -> str:
    """Return the score in one sentence."""
    met, asked = checklist.score
    failing, waiting = checklist.count("failing"), checklist.count("open")
    return f"{met} of {asked} lines met, {failing} not met, {waiting} open"


def signature(checklist: Checklist) -> str:
    """Return who signed, in one sentence."""
    signed = checklist.sign_off
    if signed is None:
        return "Nobody has signed it."
    when = f" on {signed.on}" if signed.on else ""
    changed = "" if signed.is_current else "; the design has changed since"
    return f"Signed by {signed.by}{when}{changed}."


def lines_of(row: Row) -> Iterator[str]:
    """Yield what there is to say under a line: what is wrong, what speaks for it, who answered."""
    yield from row.wrong
    yield from row.evidence
    yield from row.accepted
    answer = row.answer
    if answer.text:
        yield f"{answer.text}{_by(answer)}"
    elif row.line.asks is not None and row.state != "notApplicable":
        to_whom = f" ({answer.owner} is to answer)" if answer.owner else ""
        yield f"{row.line.asks}{to_whom}"
    if row.line.control and row.state != "notApplicable":
        yield f"Control: {row.line.control}"


def _by(answer: Answer) -> str:
    parts = [part for part in (answer.by, answer.on) if part]
    return f" ({', '.join(parts)})" if parts else ""


def checklist_text(checklist: Checklist) -> RenderableType:
    """Return the checklist for a terminal."""
    parts: list[RenderableType] = []
    for section in checklist.sections:
        table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
        table.add_column(no_wrap=True, min_width=max(map(len, WORDS.values())))
        table.add_column(overflow="fold")
        for row in section.rows:
            head = Text(row.line.text)
            for said in lines_of(row):
                head.append(f"\n{said}", style="dim")
            table.add_row(Text(WORDS[row.state], style=STYLES[row.state]), head)
        parts += [Text(section.title, style="bold"), table, Text("")]
    return Group(*parts, Text(f"{headline(checklist)}. {signature(checklist)}"))


def checklist_markdown(checklist: Checklist, level: int = 1) -> str:
    """Return the checklist as Markdown whose first heading has a level."""
    marks = "#" * level
    lines = [f"{marks} Production checklist", ""]
    lines += [f"{headline(checklist)}. {inline(signature(checklist))}", ""]
    for section in checklist.sections:
        lines += [f"{marks}# {section.title}", ""]
        for row in section.rows:
            lines.append(f"- **{WORDS[row.state]}** {row.line.text}")
            lines += [f"  - {inline(said)}" for said in lines_of(row)]
        lines.append("")
    return "\n".join(lines)


def checklist_data(checklist: Checklist) -> dict[str, Any]:
    """Return the checklist as JSON data."""
    met, asked = checklist.score
    signed = checklist.sign_off
    return {
        "score": {"met": met, "of": asked},
        "summary": {state: checklist.count(state) for state in WORDS},
        "signedOff": None
        if signed is None
        else {"by": signed.by, "on": signed.on, "current": signed.is_current},
        "sections": [
            {"title": section.title, "lines": [_row_data(row) for row in section.rows]}
            for section in checklist.sections
        ],
    }


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "id": row.line.id,
        "text": row.line.text,
        "state": row.state,
        "decidedBy": ["engine"] * row.line.is_decided + ["person"] * (row.line.asks is not None),
        "wrong": list(row.wrong),
        "evidence": list(row.evidence),
        "accepted": list(row.accepted),
        "asks": row.line.asks,
        "control": row.line.control,
        "answer": written(row.answer) or None,
        "source": row.line.source,
    }
