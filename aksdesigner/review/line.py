"""Line: one question of the production checklist, and how it is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.answers import Answer

# met: nothing is left to do; failing: the engine says no; open: a person has not answered
State = Literal["met", "failing", "open", "notApplicable"]
Say = Callable[[Analysis], Iterator[str]]
Applies = Callable[[Analysis], bool]


def _nothing(_: Analysis) -> Iterator[str]:
    return iter(())


def _always(_: Analysis) -> bool:
    return True


@dataclass(frozen=True)
class Line:
    """A question, and what decides it.

    The engine decides by `codes` (an open error or warning of one of them fails the line), by
    `lacks` (each sentence is something missing) and shows `evidence`. `asks` is what only a person
    knows; None where the engine's word is enough. `control` names what answers for it where no
    network engine can. `source` is the section that it comes from.
    """

    id: str
    text: str
    source: str
    codes: tuple[str, ...] = ()
    lacks: Say = _nothing
    evidence: Say = _nothing
    asks: str | None = None
    control: str | None = None
    applies: Applies = _always

    @property
    def is_decided(self) -> bool:
        """Whether the engine has a say."""
        return bool(self.codes) or self.lacks is not _nothing


@dataclass(frozen=True)
class Row:
    """A line as it stands for one design.

    `wrong` are sentences of what fails it, `evidence` what speaks for it, `findings` those that
    fail it, `accepted` sentences of risks that somebody took over.
    """

    line: Line
    state: State
    wrong: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    answer: Answer = Answer()


@dataclass(frozen=True)
class Section:
    """Lines that belong together, in the order of their source."""

    title: str
    rows: tuple[Row, ...]

    @property
    def score(self) -> tuple[int, int]:
        """Lines that are met, and lines that apply."""
        return score_of(self.rows)


def score_of(rows: Iterable[Row]) -> tuple[int, int]:
    """Return how many lines are met, and how many apply."""
    applying = [row for row in rows if row.state != "notApplicable"]
    return sum(row.state == "met" for row in applying), len(applying)
