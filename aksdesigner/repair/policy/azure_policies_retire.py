"""POL-04: the engine stays."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "POL-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use Cilium, dataplane and engine; where that can't be, Calico."""
    key = finding.resources[0]
    values = {"dataplane": "cilium", "network_policy": "cilium"}
    yield candidate("Use Cilium", SetFields(key, values))
    yield candidate("Use Calico", SetFields(key, {"network_policy": "calico"}))
