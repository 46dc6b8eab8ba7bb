"""AKS-02: the operator resolves the private name of the API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.flows import declared_flows
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.zones import dns_name
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.zones import answering_networks, api_zone

CODE = "AKS-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Link the zone to the network that answers the operator; the system zone becomes one's own."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    home = _home(analysis, finding)
    region = (cluster.region if cluster else None) or analysis.document.settings.region
    if cluster is None or cluster.vnet is None or home is None:
        return
    own = analysis.document.topology.index.get(PrivateDnsZone, cluster.private_dns_zone)
    if own is None and not region:
        return
    name = dns_name(own) if own else f"privatelink.{str(region).lower()}.azmk8s.io"
    vnets = [key_of("vnet", cluster.vnet), home]
    yield api_zone(analysis, key, cluster, name, answering_networks(analysis, vnets, name))


def _home(analysis: Analysis, finding: Finding) -> Key | None:
    """Return the network of the operator that the finding speaks of, or None."""
    place = finding.evidence.get("query")
    flow = next((f for f in declared_flows(analysis.facts) if f.place == place), None)
    for found in places_of(analysis.facts).all:
        if flow is not None and found.token == flow.source:
            return found.vnet
    return None
