"""Open questions of a workshop: what nobody knows yet, what was assumed, who is to answer, what was said.

Some are asked by the drawing itself (a box without a size, a field that nobody knows); those are
kept only once somebody is to answer them. Others stand on sticky notes, or were written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aksdesigner.edit.command import Command, Refused
from aksdesigner.edit.notes import WriteNote
from aksdesigner.edit.place import drawn_label
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.note import NOTE, notes_by_key
from aksdesigner.model.resource import AzureResource

Origin = Literal["size", "field", "note", "question", "assumption"]
SIZE = "size"
# what a person writes beside a question
WRITTEN = ("text", "ask", "until", "answer", "by")
MOST_TEXT = 4_000


@dataclass(frozen=True)
class Question:
    """One line of the list. `id` names it to `WriteQuestion`; `about` is the thing it is about."""

    id: str
    origin: Origin
    text: str
    about: Key | None = None
    ask: str = ""
    until: str = ""
    answer: str = ""
    by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet; an assumption holds until somebody says otherwise."""
        return not self.answer


def questions_of(document: Document) -> tuple[Question, ...]:
    """Return everything that is asked or assumed: of the drawing, on notes, written down."""
    kept = [entry for entry in document.questions if isinstance(entry, Mapping)]
    asked = tuple(_drawn(document, kept))
    taken = {(str(e.get("about")), str(e.get("asks"))) for e in kept if _is_of(e, asked)}
    return (*asked, *_noted(document), *_written(document, taken), *_assumed(document))


def open_questions(document: Document) -> tuple[Question, ...]:
    """Return the questions that wait for an answer, assumptions aside."""
    return tuple(q for q in questions_of(document) if q.is_open and q.origin != "assumption")


def _drawn(document: Document, kept: list[Mapping[str, Any]]) -> Iterator[Question]:
    """Yield what the drawing asks, with who is to answer where somebody wrote that down."""
    for entry in document.topology.index.entries:
        resource, key = entry.resource, entry.key
        is_sized = bool(getattr(resource, "prefixes", True))
        is_foreign = isinstance(resource, AzureResource) and resource.external
        if isinstance(resource, VirtualNetwork | Subnet) and not is_sized and not is_foreign:
            text = f"How large is {label_of(key)}?"
            yield _with(Question(f"size:{key}", "size", text, key), _entry(kept, key, SIZE))
        for name, why in (getattr(resource, "unknown", None) or {}).items():
            text = f"What is {name} of {label_of(key)}?" + (f" {why}" if why else "")
            kept_entry = _entry(kept, key, name)
            yield _with(Question(f"field:{name}@{key}", "field", text, key), kept_entry)


def _entry(kept: list[Mapping[str, Any]], key: Key, asks: str) -> Mapping[str, Any]:
    return next((e for e in kept if e.get("about") == key and e.get("asks") == asks), {})


def _is_of(entry: Mapping[str, Any], asked: tuple[Question, ...]) -> bool:
    named = {(q.about, SIZE if q.origin == "size" else q.id.partition("@")[0][6:]) for q in asked}
    return (entry.get("about"), entry.get("asks")) in named


def _with(question: Question, entry: Mapping[str, Any]) -> Question:
    said = {name: str(entry.get(name) or "") for name in ("ask", "until", "answer", "by")}
    return Question(question.id, question.origin, question.text, question.about, **said)


def _noted(document: Document) -> Iterator[Question]:
    for key, note in notes_by_key(document.notes).items():
        if note.kind == NOTE and (note.ask or note.answer):
            said = (note.ask or "", note.until or "", note.answer or "", note.by or "")
            yield Question(key, "note", " ".join(note.text.split()) or "A note", key, *said)


def _written(document: Document, taken: set[tuple[str, str]]) -> Iterator[Question]:
    for number, entry in enumerate(document.questions):
        plain = _plain(entry)
        if (str(plain.get("about")), str(plain.get("asks"))) in taken:
            continue
        text = str(plain.get("text") or "")
        about = plain.get("about")
        if not text and plain.get("asks") == SIZE:  # of a box that has got its size since
            text = f"How large is {label_of(str(about))}?"
        key = about if isinstance(about, str) else None
        yield _with(Question(f"question:{number}", "question", text, key), plain)


def _assumed(document: Document) -> Iterator[Question]:
    entries = document.assumptions
    if isinstance(entries, dict):  # a table of single facts, as people write it by hand
        for name, value in entries.items():
            yield Question(f"table:{name}", "assumption", f"{name}: {value}")
        return
    for number, entry in enumerate(entries):
        plain = _plain(entry)
        text = str(plain.get("text") or ", ".join(f"{k}: {v}" for k, v in plain.items()))
        yield _with(Question(f"assumption:{number}", "assumption", text), plain)


def _plain(entry: object) -> dict[str, Any]:
    return dict(entry) if isinstance(entry, Mapping) else {"text": str(entry)}


@dataclass(frozen=True)
class AddQuestion:
    """Write a question or an assumption down."""

    text: str
    origin: Literal["question", "assumption"] = "question"
    about: Key | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Add an assumption" if self.origin == "assumption" else "Add a question"

    def apply(self, document: Document) -> Document:
        """Return the document with it. Raises Refused for an empty or endless text."""
        entry = {"text": _checked(self.text)} | ({"about": self.about} if self.about else {})
        if self.origin == "question":
            return document.replace(questions=(*document.questions, entry))
        if isinstance(document.assumptions, dict):
            raise Refused("The assumptions of this file are a table; change them in the file.")
        return document.replace(assumptions=(*document.assumptions, entry))


@dataclass(frozen=True)
class WriteQuestion:
    """Change who is to answer, until when, the answer and by whom; an empty text forgets one."""

    id: str
    field: str
    value: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        words = {"ask": "who is to answer", "until": "when", "answer": "an answer", "by": "by whom"}
        return f"Write {words.get(self.field, 'a question')}"

    def apply(self, document: Document) -> Document:
        """Return the document with it written. Raises Refused for a question that is not there."""
        question = next((q for q in questions_of(document) if q.id == self.id), None)
        if question is None or self.field not in WRITTEN:
            raise Refused("That question is not in this design.")
        value = _checked(self.value, may_be_empty=self.field != "text")
        if getattr(question, self.field) == value:
            return document
        kind, _, rest = self.id.partition(":")
        if question.origin == "note":
            note: Command = WriteNote(self.id, ((self.field, value),))
            return note.apply(document)
        if kind == "table" or (self.field == "text" and kind in ("size", "field")):
            raise Refused("Its words come from the design; change them there.")
        if kind in ("question", "assumption"):
            return self._rewritten(document, kind, int(rest), value)
        asks, about = (SIZE, rest) if kind == "size" else (rest.partition("@")[0], question.about)
        return _asked(document, str(about), asks, self.field, value)

    def _rewritten(self, document: Document, kind: str, at: int, value: str) -> Document:
        entries = list(document.questions if kind == "question" else document.assumptions)
        entry = _plain(entries[at])
        entries[at] = _changed(entry, self.field, value)
        if kind == "question":
            return document.replace(questions=tuple(entries))
        return document.replace(assumptions=tuple(entries))


@dataclass(frozen=True)
class RemoveQuestion:
    """Forget a question or an assumption that was written down."""

    id: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Remove a question"

    def apply(self, document: Document) -> Document:
        """Return the document without it. Raises Refused for one that the drawing asks."""
        kind, _, rest = self.id.partition(":")
        entries: Any = document.questions if kind == "question" else document.assumptions
        is_kept = kind in ("question", "assumption") and isinstance(entries, tuple)
        if not is_kept or not rest.isdecimal() or int(rest) >= len(entries):
            raise Refused("The drawing asks that; it goes when the drawing answers.")
        left = (*entries[: int(rest)], *entries[int(rest) + 1 :])
        if kind == "question":
            return document.replace(questions=left)
        return document.replace(assumptions=left)


def _asked(document: Document, about: Key, asks: str, field: str, value: str) -> Document:
    """Return the document with something written beside a question that the drawing asks."""
    for at, entry in enumerate(document.questions):
        plain = _plain(entry)
        if (plain.get("about"), plain.get("asks")) == (about, asks):
            changed = _changed(plain, field, value)
            entries = list(document.questions)
            entries[at : at + 1] = [changed] if len(changed) > 2 else []
            return document.replace(questions=tuple(entries))
    fresh = {"about": about, "asks": asks, field: value}
    return document.replace(questions=(*document.questions, fresh))


def _changed(entry: dict[str, Any], field: str, value: str) -> dict[str, Any]:
    left = {name: old for name, old in entry.items() if name != field}
    if not value:
        return left
    return {**entry, field: value}


def _checked(text: str, *, may_be_empty: bool = False) -> str:
    value = text.strip()
    if not value and not may_be_empty:
        raise Refused("Write what is asked.")
    if len(value) > MOST_TEXT:
        raise Refused(f"That is longer than {MOST_TEXT:,} letters.")
    return value


def rekeyed_questions(document: Document, keys: Mapping[Key, Key]) -> Document:
    """Return the document whose questions are about the new keys."""
    fresh = tuple(
        {**entry, "about": keys[entry["about"]]}
        if isinstance(entry, Mapping) and entry.get("about") in keys
        else entry
        for entry in document.questions
    )
    return document if fresh == document.questions else document.replace(questions=fresh)


def subject_of(question: Question) -> str:
    """Return what a list calls the thing that a question is about."""
    if question.about is None:
        return ""
    kind, name = split_key(question.about)
    return drawn_label(key_of(kind, name))
