"""ADR-08: the resource gets a free address of its subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.readdress import Readdress
from aksdesigner.edit.suggest import next_address
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.addresses import subnet_of

CODE = "ADR-08"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the lowest free address; what names the old one as next hop or DNS server follows."""
    for key in finding.resources:
        place = subnet_of(analysis, key)
        free = next_address(analysis.document, place, key) if place else None
        if free is not None:
            title = f"Give {label_of(key)} {free}"
            yield candidate(title, Readdress(key, str(finding.evidence["address"]), str(free)))
