"""AKS-14: every pool is in the cluster's network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.ids import key_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-14"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Put the pools that are elsewhere into the subnet of the first one that is not."""
    cluster = cluster_of(analysis, finding.resources[0])
    if cluster is None:
        return
    home = [pool for pool in cluster.pools if pool.vnet in (None, cluster.vnet) and pool.subnet]
    away = [pool for pool in cluster.pools if pool.vnet not in (None, cluster.vnet)]
    if home and away:
        names = " and ".join(pool.name for pool in away)
        values = {"vnet": None, "subnet": home[0].subnet}
        yield candidate(
            f"Move {names} to {cluster.vnet}/{home[0].subnet}",
            *(SetFields(key_of("pool", f"{cluster.name}/{p.name}"), values) for p in away),
        )
