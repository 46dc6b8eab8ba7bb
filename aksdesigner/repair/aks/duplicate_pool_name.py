"""AKS-24: every pool has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.suggest import next_name
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-24"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Rename the later pool."""
    owner, *pools = finding.resources
    for key in reversed(pools):
        name = next_name(analysis.document, "pool", owner)
        yield candidate(f"Rename {label_of(key)} to {name}", Rename(key, name))
