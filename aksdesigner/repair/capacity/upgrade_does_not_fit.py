"""CAP-03: the node subnet holds the upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import another_size, length_for

CODE = "CAP-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the subnet or move it; else upgrade one node at a time."""
    yield from another_size(
        analysis, finding.resources[0], length_for(int(finding.evidence["need"]))
    )
    pools = [key for key in finding.resources[1:] if key.startswith("pool:")]
    yield candidate("Upgrade one node at a time", *(SetField(k, "max_surge", "1") for k in pools))
