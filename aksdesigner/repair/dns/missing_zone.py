"""DNS-02: the zone is there, linked, and has the record."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import users_of, zone_commands

CODE = "DNS-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the zone, link it to the networks that use the endpoint, and add it to the zone group."""
    endpoint = finding.resources[0]
    zones = [str(zone) for zone in finding.evidence["zones"]]
    places = users_of(analysis, endpoint, zones[0])
    first = zone_commands(analysis, zones[0], places, endpoint)
    yield candidate(f"Add {zones[0]}", *first)
    every = [c for zone in zones for c in zone_commands(analysis, zone, places, endpoint)]
    yield candidate(f"Add {' and '.join(zones)}", *every)
