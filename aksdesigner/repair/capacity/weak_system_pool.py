"""CAP-11: the system pool has three nodes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-11"


NODES = 3


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use three nodes, and let no autoscaler go below."""
    key = finding.resources[0]
    pool = analysis.document.topology.index.at(key)
    if not isinstance(pool, NodePool) or "nodes" not in finding.evidence:
        return
    values: dict[str, object] = {"count": max(NODES, pool.count)}
    if pool.min_count is not None:
        values["min_count"] = max(NODES, pool.min_count)
    if pool.max_count is not None:
        values["max_count"] = max(NODES, pool.max_count)
    yield candidate(f"Use {NODES} nodes", SetFields(key, values))
