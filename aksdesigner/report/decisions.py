"""What was decided, as Markdown: decisions, open questions, assumptions, accepted findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksdesigner.edit.questions import Question, questions_of
from aksdesigner.model.document import Accepted, Document
from aksdesigner.report.markdown import inline

NOTHING = "None."


def decisions_markdown(document: Document) -> str:
    """Return the record of a design's decisions; the same design gives the same text."""
    questions = questions_of(document)
    asked = [q for q in questions if q.origin != "assumption"]
    parts = (
        ("Decided", [*_decided(document), *(_answered(q) for q in asked if not q.is_open)]),
        ("Open questions", [_open(q) for q in asked if q.is_open]),
        ("Assumptions", [_assumed(q) for q in questions if q.origin == "assumption"]),
        ("Accepted findings", [_accepted(item) for item in document.accepted]),
    )
    lines = [f"# Decisions of {inline(document.name)}"]
    for title, items in parts:
        lines += ["", f"## {title}", ""]
        lines += [f"- {item}" for item in items] or [NOTHING]
    return "\n".join(lines) + "\n"


def _decided(document: Document) -> Iterator[str]:
    """Yield what the file's own `decisions` say, in whatever words they have."""
    for entry in document.decisions:
        if not isinstance(entry, Mapping):
            yield inline(str(entry))
            continue
        known = ("text", "decision", "what", "title")
        what = next((str(entry[name]) for name in known if entry.get(name)), "")
        rest = [f"{inline(str(k))}: {inline(str(v))}" for k, v in entry.items() if k not in known]
        yield " · ".join(part for part in (f"**{inline(what)}**" if what else "", *rest) if part)


def _answered(question: Question) -> str:
    by = f" · {inline(question.by)}" if question.by else ""
    return f"{inline(question.text)} **{inline(question.answer)}**{by}"


def _open(question: Question) -> str:
    asked = f" · ask {inline(question.ask)}" if question.ask else " · nobody is asked yet"
    until = f", by {inline(question.until)}" if question.until else ""
    return f"{inline(question.text)}{asked}{until}"


def _assumed(question: Question) -> str:
    said = [
        f"said by {inline(question.by)}" if question.by else "",
        f"to be confirmed by {inline(question.ask)}" if question.ask else "",
        inline(question.until),
        f"**{inline(question.answer)}**" if question.answer else "",
    ]
    return " · ".join(part for part in (inline(question.text), *said) if part)


def _accepted(item: Accepted) -> str:
    until = f", until {inline(item.until)}" if item.until else ""
    return (
        f"{inline(item.rule)} on {inline(item.subject)}: {inline(item.reason)} "
        f"· {inline(item.by)}{until}"
    )
