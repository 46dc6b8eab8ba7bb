"""Answers that people give to the checklist: what the file holds, read as one shape.

A file may hold a bare word (``"upgradeRehearsal": "done in May"``, or ``true``) or an object with
who answered and when. An object without an answer assigns the question to somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIGN_OFF = "signedOff"  # the key of the whole checklist's signature; every other key is a line


@dataclass(frozen=True)
class Answer:
    """What a person said about one line; empty texts where nothing is said.

    `owner` is who is to answer, `by` who did, `on` a date as the person wrote it.
    """

    text: str = ""
    owner: str = ""
    by: str = ""
    on: str = ""
    not_applicable: bool = False

    @property
    def is_given(self) -> bool:
        """Whether the question has an answer; an owner alone is none."""
        return bool(self.text) or self.not_applicable


def answer_to(checklist: Mapping[str, Any], line: str) -> Answer:
    """Return the answer to a line of the checklist; names are compared without regard to case."""
    folded = line.casefold()
    for name, value in checklist.items():
        if name.casefold() == folded:
            return _read(value)
    return Answer()


def _read(value: Any) -> Answer:
    if value is True:
        return Answer("yes")
    if isinstance(value, Mapping):
        word = value.get("answer")
        return Answer(
            "yes" if word is True else _text(word),
            _text(value.get("owner")),
            _text(value.get("by")),
            _text(value.get("on")),
            value.get("notApplicable") is True,
        )
    return Answer(_text(value))


def _text(value: Any) -> str:
    """Return what is said as text; nothing, no, and empty lists say nothing."""
    if value is None or value is False or value in ([], {}, ()):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_text(item) for item in value)))
    return str(value).strip()


def written(answer: Answer) -> dict[str, Any]:
    """Return an answer as the file holds it."""
    said = {"answer": answer.text, "owner": answer.owner, "by": answer.by, "on": answer.on}
    found: dict[str, Any] = {name: value for name, value in said.items() if value}
    return {**found, "notApplicable": True} if answer.not_applicable else found
