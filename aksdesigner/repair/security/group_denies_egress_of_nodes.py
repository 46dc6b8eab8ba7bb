"""NSG-09: nodes may leave; what they may reach is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.security_rule import RemoveSecurityRule
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.security_rules import group_of

CODE = "NSG-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Remove the rule that denies nodes the Internet."""
    group = group_of(analysis, finding.resources[0])
    rule = finding.evidence["rule"]
    if group is not None and rule is not None:
        title = f"Remove {rule} of {label_of(group)}"
        yield candidate(title, RemoveSecurityRule(group, str(rule)))
