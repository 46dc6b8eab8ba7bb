"""DNS-07: the zone knows the endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import zone_commands

CODE = "DNS-07"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the zone to the endpoint's zone group."""
    endpoint = finding.resources[0]
    zone = str(finding.evidence["zone"])
    yield candidate(f"Add {zone} to the zone group", *zone_commands(analysis, zone, [], endpoint))
