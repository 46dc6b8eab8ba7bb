"""AKS-17: the load balancer is one that still exists."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-17"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use the Standard load balancer."""
    command = SetField(finding.resources[0], "load_balancer_sku", "standard")
    yield candidate("Use the Standard load balancer", command)
