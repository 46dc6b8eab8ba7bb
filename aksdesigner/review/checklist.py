"""The production checklist of a design: each line decided or asked, and the score."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.runner import accepted_of
from aksdesigner.model.answers import SIGN_OFF, answer_to
from aksdesigner.model.document import Document
from aksdesigner.review.catalogue import SECTIONS
from aksdesigner.review.line import Line, Row, Section, State, score_of
from aksdesigner.store.plain_json import document_text


@dataclass(frozen=True)
class SignOff:
    """Who signed the whole checklist; `is_current` is False once the design has changed since."""

    by: str
    on: str
    is_current: bool


@dataclass(frozen=True)
class Checklist:
    """Every line of the checklist for one design."""

    sections: tuple[Section, ...]
    sign_off: SignOff | None = None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in order."""
        return tuple(row for section in self.sections for row in section.rows)

    def count(self, *states: str) -> int:
        """Return how many lines stand at one of the states."""
        return sum(row.state in states for row in self.rows)

    @property
    def score(self) -> tuple[int, int]:
        """Lines that are met, and lines that apply."""
        return score_of(self.rows)


def checklist_of(analysis: Analysis) -> Checklist:
    """Return the checklist of a design, decided as far as the engine can."""
    by_code: dict[str, list[Finding]] = {}
    for finding in analysis.findings:
        by_code.setdefault(finding.code, []).append(finding)
    sections = tuple(
        Section(title, tuple(_row(analysis, line, by_code) for line in lines))
        for title, lines in SECTIONS
    )
    return Checklist(sections, _signed(analysis.document))


def _row(analysis: Analysis, line: Line, by_code: Mapping[str, list[Finding]]) -> Row:
    document = analysis.document
    answer = answer_to(document.checklist, line.id)
    if not line.applies(analysis):
        return Row(line, "notApplicable", answer=answer)
    open_ones: list[Finding] = []
    accepted: list[str] = []
    for code in line.codes:
        for finding in by_code.get(code, ()):
            taken = accepted_of(document, finding)
            if taken is not None:
                accepted.append(f"{code} accepted by {taken.by}: {taken.reason}")
            elif finding.severity != "info":
                open_ones.append(finding)
    wrong = (*(f"{f.code}: {f.message}" for f in open_ones), *line.lacks(analysis))
    evidence = tuple(line.evidence(analysis))
    row = Row(line, "met", wrong, evidence, tuple(accepted), tuple(open_ones), answer)
    return replace(row, state=_state(row))


def _state(row: Row) -> State:
    """Return how a line that applies stands, by what is wrong and what was answered."""
    if row.wrong:
        return "failing"
    if row.line.asks is None or row.answer.text:
        return "met"
    return "notApplicable" if row.answer.not_applicable else "open"


def _signed(document: Document) -> SignOff | None:
    said: Any = next(
        (v for k, v in document.checklist.items() if k.casefold() == SIGN_OFF.casefold()), None
    )
    if not isinstance(said, Mapping) or not said.get("by"):
        return None
    return SignOff(
        str(said["by"]), str(said.get("on") or ""), said.get("design") == digest_of(document)
    )


def digest_of(document: Document) -> str:
    """Return what tells a signed design from a changed one: 16 hexadecimal digits.

    Pictures and notes do not count, nor does the signature itself.
    """
    answers = {k: v for k, v in document.checklist.items() if k.casefold() != SIGN_OFF.casefold()}
    bare = document.replace(checklist=answers, views=(), notes=())
    return hashlib.sha256(document_text(bare).encode()).hexdigest()[:16]
