"""DNS-03: the record stands in the zone that clients are sent to."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.private_zones import group_zones
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import users_of, zone_commands

CODE = "DNS-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Rename the zone; where the right one exists or it serves others too, use that one instead."""
    index = analysis.document.topology.index
    first = finding.resources[0]
    endpoint = index.at(first)
    zone = next((key for key in finding.resources if key.startswith("zone:")), None)
    for wanted in _wanted(finding, zone):
        if zone is not None and key_of("zone", wanted) not in index.by_key:
            yield candidate(f"Rename {label_of(zone)} to {wanted}", Rename(zone, wanted))
        if isinstance(endpoint, PrivateEndpoint):
            wrong = _wrong(analysis, endpoint, str(finding.evidence["zone"]))
            kept = [name for name in endpoint.zone_group if name not in wrong]
            bound = zone_commands(analysis, wanted, users_of(analysis, first, wanted), first)
            commands = (SetField(first, "zone_group", kept), *bound)
            yield candidate(f"Use {wanted}", *commands)


def _wanted(finding: Finding, zone: str | None) -> list[str]:
    if "wanted" in finding.evidence:
        return [str(name) for name in finding.evidence["wanted"]]
    name = label_of(zone or "").casefold()
    return [row.zones[0] for row in group_zones() if name in row.suffixes]


def _wrong(analysis: Analysis, endpoint: PrivateEndpoint, dns_name: str) -> set[str]:
    """Return the zones of an endpoint's zone group that have a DNS name."""
    index = analysis.document.topology.index
    found = {name: index.get(PrivateDnsZone, name) for name in endpoint.zone_group}
    return {
        name
        for name, zone in found.items()
        if ((zone.azure_name if zone else None) or name).casefold() == dns_name
    }
