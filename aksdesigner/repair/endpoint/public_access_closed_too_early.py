"""PEP-06: the private way works before the public one is closed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.endpoint_names import needed_zones
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import answering_networks, zone_commands

CODE = "PEP-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Link the zone where the name is asked; else open public access until that works."""
    endpoint, *vnets = finding.resources
    index = analysis.document.topology.index
    found = index.at(endpoint)
    if not isinstance(found, PrivateEndpoint):
        return
    rows = needed_zones(analysis.facts, found)
    if rows:
        zone = rows[0].zones[0]
        places = answering_networks(analysis, vnets, zone)
        names = " and ".join(label_of(place) for place in places)
        commands = zone_commands(analysis, zone, places, endpoint)
        yield candidate(f"Link {zone} to {names}", *commands)
    targets = [endpoint]
    if index.get(PlatformService, found.target) is not None:
        targets.append(key_of("paas", found.target or ""))
    opened = (SetField(key, "public_network_access", "Enabled") for key in targets)
    yield candidate("Open public access until the private way works", *opened)
