"""EGR-13: the addresses that the nodes leave with may reach the API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "EGR-13"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the egress addresses to the authorized ranges."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is not None:
        added = [f"{address}/32" for address in finding.evidence["addresses"]]
        ranges = [*map(str, cluster.authorized_ranges), *added]
        title = f"Authorize {' and '.join(added)}"
        yield candidate(title, SetField(key, "authorized_ranges", ranges))
