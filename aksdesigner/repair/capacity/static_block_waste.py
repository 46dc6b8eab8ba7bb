"""CAP-08: the pods of a node fill whole blocks."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-08"


# azure-rules B.3: blocks of 16 addresses, one of them for the node's own use
BLOCK = 16
FEWEST, MOST = 10, 250


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Raise max pods to fill the last block; else lower it to the block before."""
    pods = int(finding.evidence["maxPods"])
    blocks = -(-(pods + 1) // BLOCK)
    for count in (blocks * BLOCK - 1, (blocks - 1) * BLOCK - 1):
        if FEWEST <= count <= MOST:
            command = SetField(finding.resources[0], "max_pods", count)
            yield candidate(f"Set max pods to {count}", command)
