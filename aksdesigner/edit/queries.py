"""Intents: a path that was looked at, saved to be checked with every edit; accepted findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import full_key, made
from aksdesigner.edit.command import Refused
from aksdesigner.edit.dates import is_date
from aksdesigner.model.document import Accepted, Document, Query
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.part import plain_of


@dataclass(frozen=True)
class AddQuery:
    """Save an intent; `query` is as in the file: kind, from, to, expect and so on."""

    query: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Save {self.query.get('kind', 'query')}"

    def apply(self, document: Document) -> Document:
        """Return the document with the intent at the end. Raises Refused for a second one alike."""
        query = made(Query, _plain(self.query))
        if any(plain_of(query) == plain_of(other) for other in document.queries):
            raise Refused("That is saved already.")
        return document.replace(queries=(*document.queries, query))


@dataclass(frozen=True)
class RemoveQuery:
    """Forget an intent, by its place in the document's list."""

    index: int

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Remove intent"

    def apply(self, document: Document) -> Document:
        """Return the document without it. Raises Refused when there is none at that place."""
        if not 0 <= self.index < len(document.queries):
            raise Refused("There is no such intent.")
        kept = (*document.queries[: self.index], *document.queries[self.index + 1 :])
        return document.replace(queries=kept)


@dataclass(frozen=True)
class AcceptFinding:
    """Accept a finding of a rule on a resource, with a reason and a name; `until` is a date."""

    rule: str
    subject: Key
    reason: str
    by: str
    until: str | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Accept {self.rule} of {label_of(self.subject)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the finding accepted; an earlier word on it is replaced."""
        subject = full_key(self.subject)
        if subject not in document.topology.index.by_key:
            raise Refused(f"{label_of(subject)} is not in this design.")
        if not self.reason.strip() or not self.by.strip():
            raise Refused("That needs a reason and a name.")
        if self.until is not None and not is_date(self.until):
            raise Refused(f"{self.until} is no date such as 2027-03-31.")
        fields = {"rule": self.rule, "subject": subject, "reason": self.reason, "by": self.by}
        item = made(Accepted, {**fields, "until": self.until})
        return document.replace(accepted=(*_others(document, self.rule, subject), item))


@dataclass(frozen=True)
class ReopenFinding:
    """Take back that a finding was accepted."""

    rule: str
    subject: Key

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Reopen {self.rule} of {label_of(self.subject)}"

    def apply(self, document: Document) -> Document:
        """Return the document without it. Raises Refused when it was not accepted."""
        kept = _others(document, self.rule, full_key(self.subject))
        if len(kept) == len(document.accepted):
            raise Refused("That was not accepted.")
        return document.replace(accepted=kept)


def _others(document: Document, rule: str, subject: Key) -> tuple[Accepted, ...]:
    return tuple(
        item for item in document.accepted if item.rule != rule or full_key(item.subject) != subject
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON would hold it, so that saving and loading changes nothing."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)
