"""Rule: what is known about an opinion before any design is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.model.ids import Key


@dataclass(frozen=True)
class Rule:
    """One fault the analysis looks for.

    `code` is never reused; `name` reads as "allow <name>"; `severity` is the worst it raises (a
    condition may make one finding milder); `source` cites what Azure says; `remedy` is the general
    cure, a finding carries the one for its design.
    """

    code: str
    name: str
    topic: str
    severity: Severity
    since: str
    title: str
    source: str
    remedy: str

    def found(
        self,
        *resources: Key,
        message: str,
        remedy: str | None = None,
        severity: Severity | None = None,
        **evidence: Any,
    ) -> Finding:
        """Return a finding of this rule; `evidence` must be JSON data."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            title=self.title,
            message=message,
            resources=tuple(dict.fromkeys(resources)),
            remedy=remedy or self.remedy,
            evidence=evidence,
            source=self.source,
        )


class RuleModule(Protocol):
    """What a rule's file offers; `check.__doc__` is its page in the reference."""

    RULE: Rule

    def check(self, facts: Facts) -> Iterator[Finding]:
        """Yield what the rule has to say, once for each offending object."""
