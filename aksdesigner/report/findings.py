"""Findings beside what the design says about them: which ones somebody accepted, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.model.document import Accepted, Document
from aksdesigner.model.ids import key_of, split_key

ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Judged:
    """A finding, and the acceptance that covers it today (None: it is open)."""

    finding: Finding
    accepted: Accepted | None = None


def judged(document: Document, findings: Sequence[Finding], today: date) -> list[Judged]:
    """Return findings with the acceptances of the design that hold on a day, order kept.

    The design's own `asOf` wins over `today`.
    """
    day = document.settings.as_of or today.isoformat()
    valid = [entry for entry in document.accepted if not entry.until or entry.until >= day]
    return [
        Judged(finding, next((entry for entry in valid if _covers(entry, finding)), None))
        for finding in findings
    ]


def _covers(entry: Accepted, finding: Finding) -> bool:
    return entry.rule == finding.code and key_of(*split_key(entry.subject)) in finding.resources


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
