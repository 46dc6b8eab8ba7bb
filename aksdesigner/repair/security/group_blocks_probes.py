"""NSG-05: the load balancer may probe."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.security_rules import allow, group_of

CODE = "NSG-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow AzureLoadBalancer inbound, before the rule that denies it."""
    group = group_of(analysis, finding.resources[0])
    if group is not None:
        command = allow(group, "allow-probes", "Inbound", {"sources": ["AzureLoadBalancer"]})
        yield candidate(f"Allow AzureLoadBalancer in {label_of(group)}", command)
