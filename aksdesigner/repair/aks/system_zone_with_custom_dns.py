"""AKS-04: the zone of the API server answers where its nodes ask."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.zones import dns_name
from aksdesigner.analysis.results import Finding
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.zones import answering_networks, api_zone

CODE = "AKS-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Link the zone to the network of the DNS servers; the system zone becomes one of one's own."""
    key, vnet = finding.resources[:2]
    cluster = cluster_of(analysis, key)
    network = analysis.document.topology.index.at(vnet)
    regions = (getattr(cluster, "region", None), getattr(network, "region", None))
    region = next((r for r in (*regions, analysis.document.settings.region) if r), None)
    if cluster is None or region is None:
        return
    own = analysis.document.topology.index.get(PrivateDnsZone, cluster.private_dns_zone)
    name = dns_name(own) if own else f"privatelink.{region.lower()}.azmk8s.io"
    places = (vnet, *answering_networks(analysis, [vnet], name))
    yield api_zone(analysis, key, cluster, name, places)
