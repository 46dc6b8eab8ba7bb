"""CAP-05: the pod range has a block for every planned node."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import another_pod_range, cluster_of

CODE = "CAP-05"


# AKS gives every node a /24 of the pod range (azure-rules B.2)
BLOCK_LENGTH = 24


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the pod range where it is; else use a free one that is large enough."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    need = max(1, int(finding.evidence["nodes"]))
    length = BLOCK_LENGTH - (need - 1).bit_length()
    ranges = cluster.pod_cidrs
    first = next((cidr for cidr in ranges if cidr.version == 4), None)
    if first is not None and 1 <= length < first.length:
        grown = Cidr(first.value, length).network
        others = [str(grown if cidr == first else cidr) for cidr in ranges]
        yield candidate(f"Grow the pod range to {grown}", SetField(key, "pod_cidrs", others))
    yield from another_pod_range(analysis, key, (length,))
