"""Offers: fixes that were done to a copy, and that ended the finding without a new error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.queries.runner import check
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Refused
from aksdesigner.edit.together import Together
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Uid
from aksdesigner.model.topology import Index
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.catalogue import FIXES
from aksdesigner.repair.differences import changes_between

# how many candidates of one finding are tried before giving up; each costs an analysis
MOST_TRIED = 12

_WEIGHT = {"error": 3, "warning": 2, "info": 1}


@dataclass(frozen=True)
class Offer:
    """A fix that works: `command` turns the design into `document` in one step.

    `changes` say in words what it changes, `ends` which findings go with it (the one asked about
    among them), `appears` which warnings and infos come instead; an error never does.
    """

    finding: Finding
    title: str
    command: Together
    document: Document
    changes: tuple[str, ...]
    ends: tuple[Finding, ...]
    appears: tuple[Finding, ...]


def has_fix(code: str) -> bool:
    """Return whether findings of a code may have a fix; a finding's own is only known by `offers`."""
    return code in FIXES


def offers(analysis: Analysis, finding: Finding) -> tuple[Offer, ...]:
    """Return every fix of a finding that works, the best first; one candidate costs an analysis.

    A fix works when the finding has gone, no error has come, no finding of the same code stands on
    another object, and every intent that held still holds. Never raises on a document that loads.
    """
    return tuple(_verified(analysis, finding))


def first_offer(analysis: Analysis, finding: Finding) -> Offer | None:
    """Return the best fix of a finding that works, or None; later candidates are not tried."""
    return next(_verified(analysis, finding), None)


def _verified(analysis: Analysis, finding: Finding) -> Iterator[Offer]:
    fix = FIXES.get(finding.code)
    if fix is None:
        return
    seen: list[Document] = []
    for order, candidate in enumerate(fix.candidates(analysis, finding)):
        if order >= MOST_TRIED:
            return
        offer = _tried(analysis, finding, candidate)
        if offer is not None and offer.document not in seen:
            seen.append(offer.document)
            yield offer


def _tried(analysis: Analysis, finding: Finding, candidate: Candidate) -> Offer | None:
    before = analysis.document
    try:
        after = candidate.command.apply(before)
    except Refused:
        return None
    if after is before:
        return None
    there = analyze(after)
    change = _Change(analysis, there)
    if not change.ends(finding) or change.has_new_error(finding.code):
        return None
    if not _keeps_intents(analysis, there):
        return None
    return Offer(
        finding=finding,
        title=candidate.title,
        command=candidate.command,
        document=after,
        changes=changes_between(before, after),
        ends=change.gone(),
        appears=change.new(),
    )


Subject = tuple[Uid, ...]


class _Change:
    """Findings before and after; things are told apart by identity, since a fix may rename them."""

    def __init__(self, before: Analysis, after: Analysis) -> None:
        self._old = [(f, _subject(before.document.topology.index, f)) for f in before.findings]
        self._new = [(f, _subject(after.document.topology.index, f)) for f in after.findings]
        self._index = before.document.topology.index

    def ends(self, finding: Finding) -> bool:
        """Return whether a finding has gone: fewer of its code speak of what it spoke of."""
        subject = _subject(self._index, finding)

        def count(found: list[tuple[Finding, Subject]]) -> int:
            return sum(f.code == finding.code and s[:1] == subject[:1] for f, s in found)

        same = any(
            (f.code, f.message, s) == (finding.code, finding.message, subject) for f, s in self._new
        )
        return not same and count(self._new) < count(self._old)

    def has_new_error(self, code: str) -> bool:
        """Return whether an error has come, or a finding of a code on something else."""
        return any(f.severity == "error" or f.code == code for f in self.new())

    def new(self) -> tuple[Finding, ...]:
        """Return the findings that were not there before, worst first."""
        left = Counter((f.code, s[:1]) for f, s in self._old)
        found = []
        for finding, subject in self._new:
            place = finding.code, subject[:1]
            if left[place] > 0 and self._was_known(finding, subject):
                left[place] -= 1
            else:
                found.append(finding)
        return tuple(found)

    def _was_known(self, finding: Finding, subject: Subject) -> bool:
        """Return whether an earlier finding spoke of at least these things, at least as gravely."""
        return any(
            old.code == finding.code
            and _WEIGHT[old.severity] >= _WEIGHT[finding.severity]
            and set(subject) <= set(about)
            for old, about in self._old
        )

    def gone(self) -> tuple[Finding, ...]:
        """Return the findings that are no longer there."""
        left = Counter((f.code, s) for f, s in self._new)
        found = []
        for finding, subject in self._old:
            if left[finding.code, subject] > 0:
                left[finding.code, subject] -= 1
            else:
                found.append(finding)
        return tuple(found)


def _subject(index: Index, finding: Finding) -> Subject:
    return tuple(
        entry.resource.uid if (entry := index.by_key.get(key)) else key for key in finding.resources
    )


def _keeps_intents(before: Analysis, after: Analysis) -> bool:
    """Return whether every intent that held still holds. Findings are judged elsewhere."""
    pairs = zip(before.document.queries, after.document.queries, strict=False)
    return all(
        check(after, now).ok or not check(before, then).ok
        for then, now in pairs
        if then.kind not in ("findings", "overlaps", "capacity", "effectiveRoutes", "formula")
    )
