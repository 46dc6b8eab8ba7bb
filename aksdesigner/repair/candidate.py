"""Candidate: one way that might end a finding, before anybody has tried it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.together import Together


@dataclass(frozen=True)
class Candidate:
    """A title such as ``Use 172.29.0.0/16``, and the commands that do it, in order.

    A candidate promises nothing: `offers` does it to a copy and looks at what follows.
    """

    title: str
    commands: tuple[Command, ...]

    @property
    def command(self) -> Together:
        """The commands as one step; the undo menu says the title."""
        return Together(self.title, self.commands)


def candidate(title: str, *commands: Command) -> Candidate:
    """Return a candidate of some commands; one that is there twice is done once."""
    unique: list[Command] = []
    for command in commands:
        if command not in unique:
            unique.append(command)
    return Candidate(title, tuple(unique))


def joined(title: str, parts: Iterable[Candidate]) -> Candidate:
    """Return one candidate that does what several do, in order."""
    return candidate(title, *(command for part in parts for command in part.commands))


class Fix(Protocol):
    """What a fix's file offers: the code it answers, and its candidates, the best first."""

    CODE: str

    def candidates(self, analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
        """Yield ways that might end a finding of the code; none where a person must decide."""
