"""Chapters about the network: picture, address plan, routing and egress, names, capacity."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, service_cidrs_of
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.present.scene import scene_of
from aksdesigner.report.board.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Table,
)


def picture_of(analysis: Analysis) -> Iterator[Block]:
    """Yield the drawing, and in words what is on it."""
    document = analysis.document
    topology = document.topology
    subnets = sum(len(vnet.subnets) for vnet in topology.vnets)
    words = (
        f"{count_of(len(topology.vnets), 'network')}, {count_of(subnets, 'subnet')}, "
        f"{count_of(len(topology.aks_clusters), 'AKS cluster')}, "
        f"{count_of(len(topology.firewalls), 'firewall')}"
    )
    yield Heading(2, "The network")
    yield Picture(scene_of(document, analysis), f"The network of {document.name}: {words}.")
    yield Paragraph(f"{words}.")


def address_plan_of(analysis: Analysis) -> Iterator[Block]:
    """Yield who has which range."""
    topology = analysis.document.topology
    yield Heading(2, "Address plan")
    rows = []
    for vnet in topology.vnets:
        rows.append((vnet.name, "", _listed(vnet.prefixes), ""))
        for subnet in vnet.subnets:
            size = ""
            if subnet.prefixes:
                size = str(analysis.capacity(key_of("subnet", f"{vnet.name}/{subnet.name}")).usable)
            rows.append((vnet.name, subnet.name, _listed(subnet.prefixes) or "not sized yet", size))
    if rows:
        head = ("Network", "Subnet", "Range", "Usable addresses")
        yield Table(head, tuple(rows), frozenset({3}))
    ranges = [
        (
            cluster.name,
            _listed(pod_cidrs_of(cluster)) or "addresses of the network",
            _listed(service_cidrs_of(cluster)),
            str(cluster.dns_service_ip or "the tenth of the Service range"),
        )
        for cluster in topology.aks_clusters
    ]
    if ranges:
        yield Table(("Cluster", "Pods", "Services", "DNS service"), tuple(ranges))
    sites = [(site.name, _listed(site.prefixes)) for site in topology.on_prem]
    if sites:
        yield Table(("On-premises site", "Ranges"), tuple(sites))
    overlaps = [
        f"{row.rule}: {row.sides[0]} and {row.sides[1]} share {row.intersect}"
        for row in analysis.overlaps
        if row.severity != "info"
    ]
    yield Bullets(tuple(overlaps)) if overlaps else Paragraph("No ranges overlap.")


def routing_of(analysis: Analysis) -> Iterator[Block]:
    """Yield where each subnet sends what leaves, and how clusters reach the Internet."""
    document = analysis.document
    yield Heading(2, "Routing and egress")
    rows = []
    for key, subnet in document.topology.index.of_kind(Subnet):
        if not subnet.prefixes:
            continue
        used = [r for r in analysis.routes(key) if r.state == "Active" and not r.suppressed]
        default = next((r for r in used if str(r.prefix) == "0.0.0.0/0"), None)
        hop = ""
        if default is not None:
            hop = " ".join((default.next_hop_type, *map(str, default.next_hop_ips)))
        rows.append((label_of(key), subnet.route_table or "", hop or "nowhere", str(len(used))))
    if rows:
        head = ("Subnet", "Route table", "0.0.0.0/0 goes to", "Routes in use")
        yield Table(head, tuple(rows), frozenset({3}))
    for cluster in document.topology.aks_clusters:
        trace = analysis.facts.trace(f"pod:{cluster.name}", "internet:")
        way = " → ".join(hop.token for hop in trace.forward)
        back = " → ".join(hop.token for hop in trace.back)
        yield Heading(3, f"Egress of {cluster.name}")
        yield Paragraph(
            f"Outbound type {cluster.outbound_type or 'loadBalancer, by default'}. "
            f"A packet of a pod to the Internet: {way} ({trace.verdict})."
            + (f" The answer: {back}." if back else "")
        )
        arithmetic = [
            line
            for budget in analysis.snat(key_of("aks", cluster.name))
            for line in budget.arithmetic
        ]
        if arithmetic:
            yield Bullets(tuple(arithmetic))


def names_of(analysis: Analysis) -> Iterator[Block]:
    """Yield which address each private endpoint's name stands for, network by network."""
    rows = []
    for _, endpoint in analysis.facts.index.of_kind(PrivateEndpoint):
        if not endpoint.fqdn:
            continue
        for vnet in analysis.document.topology.vnets:
            found = analysis.dns(key_of("vnet", vnet.name), endpoint.fqdn)
            rows.append((endpoint.fqdn, vnet.name, found.answer, str(found.ip or "")))
    if rows:
        yield Heading(2, "Private names")
        yield Table(("Name", "Asked in", "Answer", "Address"), tuple(rows))


def capacity_of(analysis: Analysis) -> Iterator[Block]:
    """Yield what subnets hold now, and at an upgrade of all pools."""
    index = analysis.document.topology.index
    keys = [key for key, subnet in index.of_kind(Subnet) if subnet.prefixes]
    found = [row for key in keys if (row := analysis.capacity(key)).need]
    if not found:
        return
    yield Heading(2, "Capacity")
    yield Paragraph(
        "Dark: addresses taken today. Light: the maximum of nodes with the surge of an upgrade, "
        "and what stands beside them."
    )
    bars = tuple(Bar(label_of(r.subnet), r.today, r.need, r.usable) for r in found)
    yield Bars(bars, "addresses")
    rows = tuple(
        (
            label_of(r.subnet),
            *(str(n) for n in (r.usable, r.today, r.steady, r.need, r.headroom)),
            "yes" if r.fits else "no",
        )
        for r in found
    )
    head = ("Subnet", "Usable", "Today", "Steady", "Upgrade", "Headroom", "Fits")
    yield Table(head, rows, frozenset(range(1, 6)))
    lines = [f"{label_of(r.subnet)}: {line}" for r in found for line in r.arithmetic]
    if lines:
        yield Bullets(tuple(lines))


def _listed(values: object) -> str:
    return ", ".join(map(str, values))  # type: ignore[call-overload]
