"""ADR-01: the prefix starts where its block starts."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.prefix import ReplacePrefix
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "ADR-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Mask the host bits, wherever in the resource the prefix stands."""
    found, block = str(finding.evidence["found"]), str(finding.evidence["block"])
    yield candidate(f"Use {block}", ReplacePrefix(finding.resources[0], found, block))
