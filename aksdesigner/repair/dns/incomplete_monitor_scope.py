"""DNS-09: the monitor scope has every zone it needs."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import users_of, zone_commands

CODE = "DNS-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the missing zones, linked and in the zone group."""
    endpoint = finding.resources[0]
    missing = [str(zone) for zone in finding.evidence["missing"]]
    places = users_of(analysis, endpoint, missing[0])
    commands = [c for zone in missing for c in zone_commands(analysis, zone, places, endpoint)]
    yield candidate(f"Add {' and '.join(missing)}", *commands)
