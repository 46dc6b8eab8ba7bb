"""DNS-06: one zone serves every network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "DNS-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Keep one zone with the links, records and endpoints of all, unless their records disagree."""
    index = analysis.document.topology.index
    keys = [key for key in finding.resources if key.startswith("zone:")]
    zones = [zone for key in keys if isinstance(zone := index.at(key), PrivateDnsZone)]
    records: dict[str, str] = {}
    for zone in zones:
        for name, address in zone.records.items():
            if records.setdefault(name, str(address)) != str(address):
                return
    kept, *others = zones
    key = key_of("zone", kept.name)
    linked = {link.vnet for link in kept.links}
    missing = dict.fromkeys(link.vnet for zone in others for link in zone.links)
    commands: list[Command] = [
        Connect(key, key_of("vnet", vnet)) for vnet in missing if vnet not in linked
    ]
    gone = {zone.name for zone in others}
    for endpoint in analysis.document.topology.private_endpoints:
        if gone & set(endpoint.zone_group):
            group = [kept.name if name in gone else name for name in endpoint.zone_group]
            place = key_of("pe", endpoint.name)
            commands.append(SetField(place, "zone_group", list(dict.fromkeys(group))))
    if records:
        commands.append(SetField(key, "records", records))
    commands.append(DeleteResources(tuple(key_of("zone", name) for name in gone)))
    yield candidate(f"Keep {label_of(key)} alone, with every link", *commands)
