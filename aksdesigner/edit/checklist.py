"""Answering the production checklist, assigning its questions, and signing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.command import Refused
from aksdesigner.edit.dates import is_date
from aksdesigner.model.answers import SIGN_OFF, Answer, written
from aksdesigner.model.document import Document


@dataclass(frozen=True)
class AnswerLine:
    """Say what a person says about a line of the checklist; an empty answer takes it back."""

    line: str
    answer: Answer

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Answer {self.line} of the checklist"

    def apply(self, document: Document) -> Document:
        """Return the document with the answer. Raises Refused where it has no name or no date."""
        if self.answer.is_given and not self.answer.by:
            raise Refused("An answer needs the name of who gives it.")
        if self.answer.not_applicable and not self.answer.text:
            raise Refused("Say why that does not apply.")
        if self.answer.on and not is_date(self.answer.on):
            raise Refused(f"{self.answer.on} is no date such as 2027-03-31.")
        return _with(document, self.line, written(self.answer))


@dataclass(frozen=True)
class SignChecklist:
    """Sign the checklist of the design as it is; `design` is its digest, no `by` takes it back."""

    by: str
    on: str
    design: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Sign the checklist" if self.by else "Take back the signature"

    def apply(self, document: Document) -> Document:
        """Return the signed document. Raises Refused where the day is no date."""
        if not self.by.strip():
            return _with(document, SIGN_OFF, {})
        if not is_date(self.on):
            raise Refused(f"{self.on or 'Nothing'} is no date such as 2027-03-31.")
        return _with(
            document, SIGN_OFF, {"by": self.by.strip(), "on": self.on, "design": self.design}
        )


def _with(document: Document, name: str, value: dict[str, Any]) -> Document:
    """Return the document with one entry of the checklist, an empty one left out."""
    folded = name.casefold()
    before = document.checklist
    known = next((key for key in before if key.casefold() == folded), name)
    after = {key: said for key, said in before.items() if key != known or value}
    if value:
        after[known] = value
    return document if after == before else document.replace(checklist=after)
