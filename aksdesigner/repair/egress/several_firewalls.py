"""EGR-18: one firewall stands in the subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "EGR-18"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Keep one of the firewalls, each in turn; which one is a choice of a person."""
    firewalls = [key for key in finding.resources if key.startswith("fw:")]
    for kept in firewalls:
        others = tuple(key for key in firewalls if key != kept)
        yield candidate(f"Keep {label_of(kept)} alone", DeleteResources(others))
