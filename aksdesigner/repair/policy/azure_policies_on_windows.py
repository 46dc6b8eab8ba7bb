"""POL-03: the engine knows Windows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "POL-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use Calico, which enforces on Windows too."""
    yield candidate("Use Calico", SetField(finding.resources[0], "network_policy", "calico"))
