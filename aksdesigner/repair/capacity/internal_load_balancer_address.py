"""CAP-27: the internal load balancer has an address of its subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.edit.suggest import next_address
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import another_service_range, cluster_of

CODE = "CAP-27"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the lowest free address; where the service range holds it, another service range."""
    key, subnet = finding.resources[:2]
    cluster = cluster_of(analysis, key)
    free = next_address(analysis.document, subnet)
    for place, balancer in enumerate(cluster.internal_lbs if cluster else ()):
        if str(balancer.ip) == finding.evidence["address"] and free is not None:
            command = SetField(key, f"internal_lbs[{place}].ip", str(free))
            yield candidate(f"Use {free}", command)
    yield from another_service_range(analysis, key)
