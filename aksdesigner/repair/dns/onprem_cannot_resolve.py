"""DNS-11: somebody in a linked network answers the site."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.endpoint_names import needed_zones, zones_named
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "DNS-11"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let a firewall answer as DNS proxy, in a network that the zones are linked to."""
    endpoint = analysis.document.topology.index.at(finding.resources[0])
    if not isinstance(endpoint, PrivateEndpoint):
        return
    rows = needed_zones(analysis.facts, endpoint)
    zones = [zone for row in rows for zone in zones_named(analysis.facts, row.zones)]
    for firewall in analysis.document.topology.firewalls:
        commands: list[Command] = [
            Connect(key_of("zone", zone.name), key_of("vnet", firewall.vnet))
            for zone in zones
            if firewall.vnet not in {link.vnet for link in zone.links}
        ]
        title = f"Let {firewall.name} answer as DNS proxy"
        place, field = key_of("fw", firewall.name), "dns_proxy"
        if firewall.policy is not None:
            place = key_of("fwpol", firewall.policy)
        yield candidate(title, SetField(place, field, value=True), *commands)
