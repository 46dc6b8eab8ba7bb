"""RTE-16: the service is reached by the routes of the subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "RTE-16"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Remove the service endpoints that go past the firewall."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    gone = set(map(str, finding.evidence["endpoints"]))
    kept = [name for name in subnet.service_endpoints if name not in gone] if subnet else []
    title = f"Remove the service endpoint{'s' if len(gone) > 1 else ''} of {label_of(key)}"
    yield candidate(title, SetField(key, "service_endpoints", kept))
