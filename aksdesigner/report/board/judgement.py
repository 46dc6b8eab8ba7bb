"""Chapters about the design's quality: intents, findings, accepted risks, checklist, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.queries.intents import intents_of
from aksdesigner.report.board.blocks import Block, Bullets, Heading, Paragraph, Table
from aksdesigner.report.checklist import WORDS, headline, lines_of, signature
from aksdesigner.report.findings import Judged, judged, summary_line
from aksdesigner.review.checklist import checklist_of

STATES = {"holds": "holds", "fails": "does not hold", "notComputed": "not computed"}
NOT_COVERED = (
    "Nothing was deployed or measured: every answer is computed from the drawing.",
    "Latency, throughput and costs are not judged.",
    "Rights, secrets, images and what runs inside pods are not judged.",
    "Limits of a subscription or region that Microsoft changed after the tables of this program.",
)


def findings_of(analysis: Analysis) -> Iterator[Block]:
    """Yield what is wrong and open, then what somebody accepted."""
    items = judged(analysis.document, analysis.findings, date.today())
    yield Heading(2, "Findings")
    yield Paragraph(f"{summary_line(items)}.".capitalize())
    open_ones = [item for item in items if item.accepted is None]
    if open_ones:
        yield Table(
            ("Severity", "Code", "What is wrong", "What to do"),
            tuple(_finding(item) for item in open_ones),
        )
    taken = [
        (item.finding.code, item.finding.message, a.reason, a.by, a.until or "")
        for item in items
        if (a := item.accepted) is not None
    ]
    if taken:
        yield Heading(3, "Accepted risks")
        yield Table(("Code", "Risk", "Reason", "Accepted by", "Until"), tuple(taken))


def _finding(item: Judged) -> tuple[str, ...]:
    finding = item.finding
    return (finding.severity, finding.code, finding.message, finding.remedy)


def intents_told(analysis: Analysis) -> Iterator[Block]:
    """Yield what the design is meant to do, and whether it does."""
    rows = tuple((i.words, STATES[i.state], i.why) for i in intents_of(analysis))
    if rows:
        yield Heading(2, "Intents")
        yield Table(("What is wanted", "State", "Why"), rows)


def checklist_told(analysis: Analysis) -> Iterator[Block]:
    """Yield the production checklist, section by section."""
    checklist = checklist_of(analysis)
    yield Heading(2, "Production checklist")
    yield Paragraph(f"{headline(checklist)}. {signature(checklist)}")
    for section in checklist.sections:
        rows = tuple(
            (row.line.text, WORDS[row.state], "\n".join(lines_of(row)))
            for row in section.rows
            if row.state != "notApplicable"
        )
        if rows:
            yield Heading(3, section.title)
            yield Table(("Line", "State", "Evidence, or who answers"), rows)


def decisions_told(analysis: Analysis) -> Iterator[Block]:
    """Yield decisions, assumptions and open questions, as the file has them."""
    document = analysis.document
    for title, entries in (
        ("Decisions", document.decisions),
        ("Assumptions", document.assumptions),
        ("Open questions", document.questions),
    ):
        told = tuple(_entries(entries))
        if told:
            yield Heading(2, title)
            yield Bullets(told)


def _entries(entries: Any) -> Iterator[str]:
    if isinstance(entries, Mapping):
        yield from (f"{name}: {_said(value)}" for name, value in entries.items())
    else:
        yield from map(_said, entries)


def _said(value: Any) -> str:
    """Return an entry of any shape as one sentence; a person wrote it."""
    if isinstance(value, Mapping):
        return "; ".join(
            f"{k}: {_said(v)}" for k, v in value.items() if v not in (None, "", [], {})
        )
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value))
    return str(value)


def not_covered() -> Iterator[Block]:
    """Yield what a reader must not take from this document."""
    yield Heading(2, "What is not covered")
    yield Bullets(NOT_COVERED)
