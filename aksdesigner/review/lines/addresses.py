"""IP and CIDR: section 19 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, registry_ranges, service_cidrs_of
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters, has_clusters, node_room, pod_room

SOURCE = "seed 19, IP and CIDR"


def _compared(analysis: Analysis) -> Iterator[str]:
    topology = analysis.document.topology
    prefixes = sum(len(vnet.prefixes) for vnet in topology.vnets)
    ranges = sum(len(pod_cidrs_of(c)) + len(service_cidrs_of(c)) for c in topology.aks_clusters)
    sites = sum(len(site.prefixes) for site in topology.on_prem)
    yield (
        f"{prefixes} prefixes of networks, {ranges} pod and Service ranges and {sites} on-premises "
        "prefixes were compared"
    )


def _allocations(analysis: Analysis) -> Iterator[str]:
    entries = registry_ranges(analysis.facts)
    if entries:
        yield f"the registry of the design has {len(entries)} entries"
    for cluster in clusters(analysis):
        yield f"{cluster.name}: Services use {', '.join(map(str, service_cidrs_of(cluster)))}"


def _dns_addresses(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.dns_service_ip is not None:
            yield f"{cluster.name}: {cluster.dns_service_ip}"


def _endpoint_subnets(analysis: Analysis) -> Iterator[str]:
    seen = {}
    for _, endpoint in analysis.facts.index.of_kind(PrivateEndpoint):
        key = f"subnet:{endpoint.vnet}/{endpoint.subnet}"
        if analysis.document.topology.index.at(key) is not None:
            seen[key] = analysis.capacity(key)
    for key, row in seen.items():
        yield f"{label_of(key)} holds {row.usable} addresses and needs {row.need}"


def _has_endpoints(analysis: Analysis) -> bool:
    return bool(analysis.document.topology.private_endpoints)


LINES = (
    Line(
        "networkRanges",
        "VNet ranges overlap no peered, on-premises, pod or Service range.",
        SOURCE,
        ("ADR-03", "ADR-05", "ADR-12", "ADR-15", "ADR-16", "ADR-19", "PEER-01", "PEER-02"),
        evidence=_compared,
    ),
    Line(
        "nodeSubnets",
        "Node subnets hold the maximum of nodes and the surge of an upgrade.",
        SOURCE,
        ("CAP-01", "CAP-02", "CAP-03"),
        evidence=node_room,
        applies=has_clusters,
    ),
    Line(
        "podRanges",
        "Pod ranges and subnets hold the maximum of pods and their growth.",
        SOURCE,
        ("CAP-04", "CAP-05", "CAP-06", "CAP-07"),
        evidence=pod_room,
        applies=has_clusters,
    ),
    Line(
        "cidrOwnership",
        "Service ranges are allocated centrally and overlap nothing.",
        SOURCE,
        ("ADR-10", "ADR-11", "ADR-12", "ADR-13", "ADR-14", "ADR-20", "ADR-28"),
        evidence=_allocations,
        asks="Who allocates the address ranges, and where is that written down?",
        applies=has_clusters,
    ),
    Line(
        "dnsServiceAddress",
        "The DNS service address lies inside the Service range and is free.",
        SOURCE,
        ("ADR-18",),
        evidence=_dns_addresses,
        applies=has_clusters,
    ),
    Line(
        "endpointSubnets",
        "Private endpoints do not compete with nodes for addresses.",
        SOURCE,
        ("CAP-19", "CAP-20"),
        evidence=_endpoint_subnets,
        applies=_has_endpoints,
    ),
)
