"""Offers: fixes that were done to a copy, and that ended the finding without a new error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.queries.runner import check
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Refused
from aksdesigner.edit.together import Together
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Uid
from aksdesigner.model.topology import Index
from aksdesigner.repair.candidate import Candidate, Fix, joined
from aksdesigner.repair.catalogue import FIXES
from aksdesigner.repair.differences import changes_between

# what one finding may cost: each try is an analysis of a copy
MOST_TRIED = 24
# an error that a candidate brings may have a fix of its own; so many are added to it at most
MOST_FOLLOWED = 3
# how many fixes of such an error are looked at
WIDTH = 2

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
    another object, and every intent that held still holds. Where an error comes that has a fix
    itself, both are tried together.
    """
    return tuple(offer for offer in attempts(analysis, finding) if offer is not None)


def first_offer(analysis: Analysis, finding: Finding) -> Offer | None:
    """Return the best fix of a finding that works, or None; later candidates are not tried."""
    return next((offer for offer in attempts(analysis, finding) if offer is not None), None)


def attempts(analysis: Analysis, finding: Finding) -> Iterator[Offer | None]:
    """Try one candidate a step: the offer it makes, or None. For a window, which has other work."""
    fix = FIXES.get(finding.code)
    if fix is None:
        return
    trial = _Trial(analysis, finding)
    seen: list[Document] = []
    for candidate in _asked(fix, analysis, finding):
        if trial.left <= 0:
            return
        offer = trial.of(candidate)
        if offer is not None and offer.document in seen:
            offer = None
        elif offer is not None:
            seen.append(offer.document)
        yield offer


def _asked(fix: Fix, analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Yield the candidates of a fix; one that fails has no more, as a rule that fails has no finding."""
    found = fix.candidates(analysis, finding)
    while True:
        try:
            candidate = next(found)
        except StopIteration:
            return
        except Exception:  # a fault of ours in a fix must not take the findings away
            return
        yield candidate


class _Trial:
    """Tries the candidates of one finding; `left` says how many analyses it may still ask for."""

    def __init__(self, analysis: Analysis, finding: Finding) -> None:
        self._analysis = analysis
        self._finding = finding
        self.left = MOST_TRIED

    def of(self, candidate: Candidate, followed: int = 0) -> Offer | None:
        """Return the offer that a candidate makes, with what has to follow it, or None."""
        before = self._analysis.document
        try:
            after = candidate.command.apply(before)
        except Refused:
            return None
        if after is before or self.left <= 0:
            return None
        self.left -= 1
        there = self._analysis.after(after)
        change = _Change(self._analysis, there)
        if not change.ends(self._finding):
            return None
        blocking = change.blocking(self._finding.code)
        if blocking:
            return self._followed(candidate, there, blocking[0], followed)
        if not _keeps_intents(self._analysis, there):
            return None
        return Offer(
            finding=self._finding,
            title=candidate.title,
            command=candidate.command,
            document=after,
            changes=changes_between(before, after),
            ends=change.gone(),
            appears=change.new(),
        )

    def _followed(
        self, candidate: Candidate, there: Analysis, error: Finding, followed: int
    ) -> Offer | None:
        """Return the offer of a candidate and a fix of the error that it brings, or None."""
        fix = FIXES.get(error.code)
        if fix is None or followed >= MOST_FOLLOWED:
            return None
        for cure in islice(_asked(fix, there, error), WIDTH):
            both = joined(f"{candidate.title}; {cure.title}", (candidate, cure))
            offer = self.of(both, followed + 1)
            if offer is not None:
                return offer
        return None


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

    def blocking(self, code: str) -> list[Finding]:
        """Return the errors that have come, and the findings of a code on something else."""
        return [f for f in self.new() if f.severity == "error" or f.code == code]

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
        """Return the findings that are no longer there, in these words or others."""
        same = Counter((f.code, f.message, s) for f, s in self._new)
        others = Counter((f.code, s) for f, s in self._new)
        missing = []
        for finding, subject in self._old:
            words = finding.code, finding.message, subject
            if same[words] > 0:
                same[words] -= 1
                others[finding.code, subject] -= 1
            else:
                missing.append((finding, subject))
        found = []
        for finding, subject in missing:
            if others[finding.code, subject] > 0:
                others[finding.code, subject] -= 1
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
