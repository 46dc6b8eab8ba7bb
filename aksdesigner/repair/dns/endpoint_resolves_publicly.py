"""DNS-01: the name resolves privately where it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import answering_networks, zone_commands

CODE = "DNS-01"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Link the zone to the network that answers, with a record of the endpoint; add a missing zone."""
    endpoint, vnet = finding.resources[:2]
    zone = str(finding.evidence["zone"])
    places = answering_networks(analysis, [vnet], zone)
    names = " and ".join(place.partition(":")[2] for place in places)
    commands = zone_commands(analysis, zone, places, endpoint)
    yield candidate(f"Link {zone} to {names}", *commands)
