"""AKS-05: the zone has the name that AKS asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "AKS-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the zone the name of the cluster's region, wherever it is named; keep its subzone."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    region = (cluster.region if cluster else None) or analysis.document.settings.region
    if cluster is None or not region:
        return
    word = "private" if cluster.api_server_vnet_integration else "privatelink"
    name = f"{word}.{region.lower()}.azmk8s.io"
    old = key_of("zone", str(finding.evidence["zone"]))
    index = analysis.document.topology.index
    if old in index.by_key and key_of("zone", name) not in index.by_key:
        yield candidate(f"Rename the zone to {name}", Rename(old, name))
    yield candidate(f"Use {name}", SetField(key, "private_dns_zone", name))
