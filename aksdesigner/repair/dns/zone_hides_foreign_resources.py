"""DNS-08: names that the zone does not know are asked in public."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "DNS-08"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Set NxDomainRedirect on the links of the networks that lose the name."""
    key = finding.resources[0]
    zone = analysis.document.topology.index.at(key)
    if not isinstance(zone, PrivateDnsZone):
        return
    lost = {str(name) for name in finding.evidence["vnets"]}
    places = [place for place, link in enumerate(zone.links) if link.vnet in lost]
    yield candidate(
        f"Ask public DNS from {' and '.join(sorted(lost))} where {zone.name} has no record",
        *(SetField(key, f"links[{p}].resolution_policy", "NxDomainRedirect") for p in places),
    )
