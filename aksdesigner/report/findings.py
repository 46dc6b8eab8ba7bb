"""Findings beside what the design says about them: which ones somebody accepted, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.analysis.rules.runner import accepted_of
from aksdesigner.model.document import Accepted, Document
from aksdesigner.model.ids import label_of

ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Judged:
    """A finding, and the acceptance that covers it today (None: it is open)."""

    finding: Finding
    accepted: Accepted | None = None


def judged(document: Document, findings: Sequence[Finding], today: date) -> list[Judged]:
    """Return findings with the acceptances of the design that hold on a day, accepted ones last.

    The design's own `asOf` wins over `today`.
    """
    day = day_of(document, today)
    items = [Judged(finding, accepted_of(document, finding, day)) for finding in findings]
    return sorted(items, key=lambda item: item.accepted is not None)


def day_of(document: Document, today: date) -> date:
    """Return the day on which a design is judged: its own `asOf`, else `today`."""
    return _date(document.settings.as_of) or today


def expired(document: Document, today: date) -> list[Accepted]:
    """Return the acceptances whose last day has passed, or is no date."""
    day = day_of(document, today)
    return [
        entry
        for entry in document.accepted
        if entry.until and ((until := _date(entry.until)) is None or until < day)
    ]


def unused(document: Document, items: Sequence[Judged]) -> list[Accepted]:
    """Return the acceptances that hold and cover no finding."""
    used = [item.accepted for item in items if item.accepted is not None]
    gone = expired(document, date.today())
    return [
        entry
        for entry in document.accepted
        if not any(entry is one for one in used) and not any(entry is one for one in gone)
    ]


def acceptance_words(entry: Accepted) -> str:
    """Return how a sentence names an acceptance."""
    return f"acceptance of {entry.rule} about {label_of(entry.subject)} by {entry.by}"


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def counts(items: Sequence[Judged]) -> dict[str, int]:
    """Return how many open findings there are of each severity."""
    return {
        severity: sum(1 for i in items if not i.accepted and i.finding.severity == severity)
        for severity in ORDER
    }


def reaches(items: Sequence[Judged], threshold: str) -> bool:
    """Return whether an open finding is as bad as the threshold (error, warning, info, never)."""
    if threshold == "never":
        return False
    bad = ORDER[: ORDER.index(threshold) + 1]
    return any(not i.accepted and i.finding.severity in bad for i in items)


def summary_line(items: Sequence[Judged]) -> str:
    """Return the counts in words, for example ``1 error, 2 warnings``."""
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts(items).items() if n]
    accepted = sum(1 for item in items if item.accepted)
    if accepted:
        parts.append(f"{accepted} accepted")
    return ", ".join(parts) or "no findings"
