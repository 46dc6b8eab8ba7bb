"""CAP-09: max pods is a number that AKS accepts."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.aks import (
    least_max_pods,
    least_pods_per_pool,
    most_max_pods,
    windows_max_pods,
)
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the nearest number that AKS accepts."""
    pods = int(finding.evidence["maxPods"])
    wanted = [least_max_pods(), least_pods_per_pool(), windows_max_pods(), most_max_pods()]
    for count in sorted(wanted, key=lambda number: abs(number - pods)):
        if count != pods:
            command = SetField(finding.resources[0], "max_pods", count)
            yield candidate(f"Set max pods to {count}", command)
