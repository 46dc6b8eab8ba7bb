"""AKS-04: the zone of the API server answers where its nodes ask."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.endpoint_names import server_networks
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.ids import key_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.zones import zone_commands

CODE = "AKS-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use a zone of one's own, linked to the cluster's network and to that of its DNS servers."""
    key, vnet = finding.resources[:2]
    cluster = cluster_of(analysis, key)
    network = analysis.document.topology.index.at(vnet)
    regions = (getattr(cluster, "region", None), getattr(network, "region", None))
    region = next((r for r in (*regions, analysis.document.settings.region) if r), None)
    if cluster is None or region is None:
        return
    name = f"privatelink.{region.lower()}.azmk8s.io"
    places = [vnet, *server_networks(analysis.facts, vnet)]
    zone = key_of("zone", name)
    values = {"private_dns_zone": zone.partition(":")[2], "identity": "UserAssigned"}
    commands = zone_commands(analysis, name, places)
    yield candidate(f"Use the zone {name}", *commands, SetFields(key, values))
