"""NSG-06: the group says itself what it denies."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.security_rule import AddSecurityRule
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "NSG-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Deny inbound what no earlier rule allows, after all of them; probes stay allowed."""
    group = finding.resources[1]
    sources = {"sources": ["AzureLoadBalancer"]}
    probes = AddSecurityRule(
        group, "allow-probes", "Inbound", "Allow", fields=sources, is_last=True
    )
    rest = AddSecurityRule(group, "deny-rest", "Inbound", "Deny", is_last=True)
    yield candidate(f"Deny the rest inbound in {label_of(group)}", probes, rest)
