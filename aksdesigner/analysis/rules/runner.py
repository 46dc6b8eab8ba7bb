"""Runs the catalogue over the facts of one document; one broken rule never silences the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.rule import RuleModule
from aksdesigner.model.document import Accepted, Document
from aksdesigner.model.ids import key_of, split_key

INTERNAL = "INT001"
_ORDER = {"error": 0, "warning": 1, "info": 2}


@kept
def findings_of(facts: Facts) -> tuple[Finding, ...]:
    """Return every finding, errors first, then in the order of the catalogue and of the file."""
    return findings_by(facts, RULES)


def findings_by(facts: Facts, rules: Iterable[RuleModule]) -> tuple[Finding, ...]:
    """Return the findings of some rules, worst first."""
    found = [finding for rule in rules for finding in _asked(rule, facts)]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _asked(rule: RuleModule, facts: Facts) -> tuple[Finding, ...]:
    try:
        return _found(facts, rule)
    except Exception as error:  # a fault of ours must not hide what the other rules know
        return (_internal(rule, error),)


@kept
def _found(facts: Facts, rule: RuleModule) -> tuple[Finding, ...]:
    return tuple(rule.check(facts))


def _internal(rule: RuleModule, error: Exception) -> Finding:
    return Finding(
        code=INTERNAL,
        severity="error",
        title="A rule could not be evaluated",
        message=f"{rule.RULE.code} stopped with {type(error).__name__}: {error}",
        resources=(),
        remedy="Report this design; the other rules have been evaluated",
        evidence={"rule": rule.RULE.code, "error": type(error).__name__},
    )


def open_findings(
    document: Document, findings: Iterable[Finding], today: date | None = None
) -> tuple[Finding, ...]:
    """Return the findings that nobody has accepted, order kept."""
    if not document.accepted:
        return tuple(findings)
    return tuple(f for f in findings if accepted_of(document, f, today) is None)


def accepted_of(document: Document, finding: Finding, today: date | None = None) -> Accepted | None:
    """Return the acceptance that covers a finding, or None.

    It names the rule's code and one of the finding's resources; after its `until` date, or with one
    that is no date, it covers nothing (compared with `today`, else the design's asOf, else the clock) it covers nothing.
    """
    now = today or _as_of(document)
    for accepted in document.accepted:
        subject = key_of(*split_key(accepted.subject))
        if accepted.rule == finding.code and subject in finding.resources:
            until = _date(accepted.until)
            if not accepted.until or (until is not None and now <= until):
                return accepted
    return None


def _as_of(document: Document) -> date:
    return _date(document.settings.as_of) or date.today()


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
