"""DNS-05: the zone is linked where names are asked."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.connect import Connect
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.zones import answering_networks

CODE = "DNS-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Link the zone to the network of the DNS servers."""
    zone, vnet = finding.resources[:2]
    places = answering_networks(analysis, [vnet], label_of(zone))
    names = " and ".join(label_of(place) for place in places)
    yield candidate(f"Link {label_of(zone)} to {names}", *(Connect(zone, p) for p in places))
