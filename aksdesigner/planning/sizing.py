"""What a sheet asks for, range by range: each with its size and the sum that led to it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from aksdesigner.analysis.facts.formulas import (
    application_gateway_addresses,
    block_prefix_length_for,
    node_blocks,
    prefix_length_for,
)
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.azure import aks, special_subnets
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.azure.reserved import reserved_per_subnet
from aksdesigner.model.address import Cidr
from aksdesigner.planning.nodes import (
    ClusterNodes,
    node_addresses,
    nodes_of,
    pod_addresses,
)
from aksdesigner.planning.sheet import Cluster, Hub, Network, Sheet, Spoke

Kind = Literal["subnet", "pods", "services"]
Role = Literal["special", "nodes", "podSubnet", "gateway", "ingress", "endpoints", "other", ""]

RESOLVERS = "Microsoft.Network/dnsResolvers"
GATEWAYS = "Microsoft.Network/applicationGateways"
SHARED_SERVICES = "services"
DNS_OFFSET = 10  # where AKS puts the DNS service by default (azure-rules A-23)
SERVICE_LENGTH = 16  # of a service range that nobody counted, as AKS's own default
LONGEST_SERVICE = 28
# the network, the API server's Service, the DNS service and the last address (azure-rules A-23)
SERVICE_FIXED = 4
MOST_ADDRESSES = 1 << 30  # a /2, the largest subnet (azure-rules A-03)


@dataclass(frozen=True)
class Need:
    """One range that is needed: `length` of its prefix, None where no size is enough.

    `network` and `cluster` are the names it belongs to ("" where none), `need` what must be given
    out (addresses, node blocks or Services), `lines` the arithmetic.
    """

    key: str
    kind: Kind
    length: int | None
    network: str = ""
    cluster: str = ""
    role: Role = ""
    need: int = 0
    grows: bool = True
    kept: Cidr | None = None
    delegation: str | None = None
    lines: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name of a subnet, else the key."""
        return self.key.partition("/")[2] if self.kind == "subnet" else self.key


def _subnet(network: Network, name: str, length: int | None, **more: Any) -> Need:
    """Return the need of a subnet; `more` are further fields of it."""
    return Need(f"{network.name}/{name}", "subnet", length, network.name, **more)


def needs_of(sheet: Sheet) -> list[Need]:
    """Return every range that a sheet asks for, networks aside, in the order of the sheet."""
    found: list[Need] = []
    for network in sheet.networks:
        if isinstance(network, Hub):
            found.extend(_hub_needs(network))
        if isinstance(network, Spoke):
            found.extend(_spoke_needs(sheet, network))
        found.extend(_other_needs(network, sheet))
    if sheet.share_services and (clusters := clusters_of(sheet)):
        found.append(_service_need(sheet, clusters, SHARED_SERVICES))
    return found


def clusters_of(sheet: Sheet) -> list[Cluster]:
    """Return every cluster of a sheet, in its order."""
    return [c for n in sheet.networks if isinstance(n, Spoke) for c in n.clusters]


def subnet_names(cluster: Cluster) -> tuple[str, str]:
    """Return the names of a cluster's node subnet and pod subnet."""
    return f"snet-{cluster.name}-nodes", f"snet-{cluster.name}-pods"


def _hub_needs(hub: Hub) -> Iterator[Need]:
    wanted = (
        (hub.firewall, special_subnets.FIREWALL_SUBNET),
        (hub.firewall_management, special_subnets.FIREWALL_MANAGEMENT_SUBNET),
        (hub.gateway, special_subnets.GATEWAY_SUBNET),
        (hub.bastion, special_subnets.BASTION_SUBNET),
        (hub.route_server, special_subnets.ROUTE_SERVER_SUBNET),
    )
    for is_wanted, name in wanted:
        if is_wanted:
            yield _dedicated(hub, name, None)
    for name in ("snet-dns-in", "snet-dns-out") if hub.resolver else ():
        yield _dedicated(hub, name, RESOLVERS)


def _dedicated(hub: Hub, name: str, delegation: str | None) -> Need:
    """Return a subnet whose size Azure gives; it doesn't grow."""
    known = dedicated_for(name, delegation)
    assert known is not None
    line = (
        f"{hub.name}/{name}: {known.service} wants /{known.recommended}, the least is "
        f"/{known.longest} ({known.source})"
    )
    return _subnet(
        hub,
        name,
        known.recommended,
        role="special",
        grows=False,
        delegation=delegation,
        lines=(line,),
    )


def _spoke_needs(sheet: Sheet, spoke: Spoke) -> Iterator[Need]:
    for cluster in spoke.clusters:
        nodes = nodes_of(sheet, cluster)
        yield _node_need(sheet, spoke, nodes)
        if cluster.cni_mode in ("podSubnetDynamic", "podSubnetStatic"):
            yield _pod_subnet_need(sheet, spoke, nodes)
        elif cluster.cni_mode != "nodeSubnet":
            yield _pod_range_need(sheet, nodes)
        if not sheet.share_services:
            yield _service_need(sheet, [cluster], f"{cluster.name} services")
    grows = sheet.reserve_growth
    if spoke.gateway_instances:
        yield _gateway_need(spoke, grows=grows)
    if spoke.ingress_addresses:
        what = "internal load balancer frontend"
        yield _counted(spoke, "snet-ilb", spoke.ingress_addresses, what, sheet, "ingress")
    endpoints = spoke.private_endpoints + len(spoke.endpoints)
    if endpoints:
        yield _counted(spoke, "snet-pe", endpoints, "private endpoint", sheet, "endpoints")


def _node_need(sheet: Sheet, spoke: Spoke, nodes: ClusterNodes) -> Need:
    cluster = nodes.cluster
    name, _ = subnet_names(cluster)
    each = {pool.pool.name: node_addresses(cluster, pool) for pool in nodes.pools}
    # a private API server's endpoint and internal load balancers stand in the node subnet (B.3)
    extras = int(cluster.private) + cluster.internal_load_balancers
    need = nodes.addresses(each) + extras
    length = prefix_length_for(need)
    lines = [nodes.growth_text(), _node_line(nodes, each, extras, need, length)]
    plain = sum((p.nodes + p.surge) * each[p.pool.name] for p in nodes.pools) + extras
    shorter = prefix_length_for(plain)
    if shorter is not None and length is not None and shorter > length:
        lines.append(
            f"{cluster.name}: without blue/green and emergency nodes {number(plain - extras)} + "
            f"{reserved_per_subnet()} reserved by Azure = "
            f"{number(plain - extras + reserved_per_subnet())}: "
            f"/{shorter} ({number(1 << (32 - shorter))}) would do"
        )
    return _subnet(
        spoke,
        name,
        length,
        cluster=cluster.name,
        role="nodes",
        need=need,
        grows=sheet.reserve_growth,
        kept=cluster.node_prefix,
        lines=tuple(line for line in lines if line),
    )


def _node_line(
    nodes: ClusterNodes, each: dict[str, int], extras: int, need: int, length: int | None
) -> str:
    """Return the seed's sum: what stands in the subnet, Azure's five, and the size that holds it."""
    if set(each.values()) == {1}:
        text = f"{nodes.cluster.name} node addresses: {nodes.sum_text()}"
    else:
        by_pool = ", ".join(f"{name} {count}" for name, count in each.items())
        text = (
            f"{nodes.cluster.name} node addresses: ({nodes.sum_text()}), a node takes itself and "
            f"its pods ({by_pool}) = {number(need - extras)}"
        )
    reserved = reserved_per_subnet()
    text += f" + {reserved} reserved by Azure = {number(need - extras + reserved)}"
    if extras:
        text += (
            f"; + {extras} for the private API server and internal load balancers = "
            f"{number(need + reserved)}"
        )
    return f"{text} -> {_size_text(length)}"


def _size_text(length: int | None) -> str:
    if length is None:
        return "no subnet is large enough"
    text = f"/{length} ({number(1 << (32 - length))})"
    if length < 29:
        text += f"; /{length + 1} ({number(1 << (31 - length))}) is too small"
    return text


def _pod_subnet_need(sheet: Sheet, spoke: Spoke, nodes: ClusterNodes) -> Need:
    cluster = nodes.cluster
    _, name = subnet_names(cluster)
    each = {pool.pool.name: pod_addresses(cluster, pool) for pool in nodes.pools}
    need = nodes.addresses(each)
    length = prefix_length_for(need)
    by_pool = ", ".join(f"{pool} {count}" for pool, count in each.items())
    line = (
        f"{cluster.name} pod addresses: ({nodes.sum_text()}), addresses a node in batches of 16 "
        f"({by_pool}) = {number(need)} + {reserved_per_subnet()} reserved by Azure = "
        f"{number(need + reserved_per_subnet())} -> {_size_text(length)}"
    )
    return _subnet(
        spoke,
        name,
        length,
        cluster=cluster.name,
        role="podSubnet",
        need=need,
        grows=sheet.reserve_growth,
        kept=cluster.pod_prefix,
        lines=(line,),
    )


def _pod_range_need(sheet: Sheet, nodes: ClusterNodes) -> Need:
    cluster, total = nodes.cluster, nodes.total
    length = block_prefix_length_for(total)
    text = (
        f"{cluster.name} pod blocks: {nodes.sum_text()} = {count_of(total, 'node')}, one /24 each"
    )
    lines = [text + (" -> no range is large enough" if length is None else "")]
    if length is not None:
        lines = [
            f"{text} -> /{length} ({count_of(node_blocks(length), 'block')}){_less(nodes, length)}"
        ]
        lines.extend(_by_pods(nodes, length))
    return Need(
        key=f"{cluster.name} pods",
        kind="pods",
        length=length,
        cluster=cluster.name,
        need=total,
        grows=sheet.reserve_growth,
        kept=cluster.pod_prefix,
        lines=tuple(lines),
    )


def _less(nodes: ClusterNodes, length: int) -> str:
    """Return why the next smaller ranges are not enough."""
    if length >= 24:
        return ""
    text = f"; /{length + 1} has {number(node_blocks(length + 1))} and is too small"
    short = next(n for n in range(length, 26) if node_blocks(n) < nodes.steady)
    if length + 1 < short <= 24:
        text += (
            f"; /{short} has {number(node_blocks(short))} and cannot even hold "
            f"{count_of(nodes.steady, 'node')}"
        )
    return text


def _by_pods(nodes: ClusterNodes, length: int) -> Iterator[str]:
    """Yield the count by pods where it would choose a smaller range than the count by blocks."""
    pods = sum(pool.nodes * pool.max_pods for pool in nodes.pools)
    naive = 32 - max(0, pods - 1).bit_length()
    if naive > length:
        yield (
            f"{nodes.cluster.name}: counted by pods, {number(pods)} would fit /{naive} "
            f"({number(1 << (32 - naive))} addresses), but a node takes a whole /24 and "
            f"/{naive} has {count_of(node_blocks(naive), 'block')}"
        )


def _service_need(sheet: Sheet, clusters: list[Cluster], key: str) -> Need:
    counts = [cluster.services for cluster in clusters]
    kept = next((c.service_prefix for c in clusters if c.service_prefix is not None), None)
    known = [count for count in counts if count is not None]
    need, length = 0, SERVICE_LENGTH
    line = f"{key}: nobody counted the Services -> /{SERVICE_LENGTH}, as AKS's own default"
    if known and len(known) == len(counts):
        # a range that clusters share holds the Services of the largest: they don't see one another
        grown = math.ceil(max(known) * Fraction(str(sheet.growth_factor)))
        need = grown + SERVICE_FIXED
        largest, _ = aks.service_cidr_lengths()
        length = max(largest + 1, min(LONGEST_SERVICE, 32 - (need - 1).bit_length()))
        line = (
            f"{key}: {count_of(grown, 'Service')} + {SERVICE_FIXED} (network, API server, DNS, "
            f"last address) = {number(need)} -> /{length} ({number(1 << (32 - length))})"
        )
    is_enough = need <= 1 << (32 - length)
    return Need(
        key=key,
        kind="services",
        length=length if is_enough else None,
        cluster=clusters[0].name if len(clusters) == 1 else "",
        need=need,
        grows=sheet.reserve_growth and length > aks.service_cidr_lengths()[0] + 1,
        kept=kept,
        lines=(line,),
    )


def _gateway_need(spoke: Spoke, *, grows: bool) -> Need:
    known = dedicated_for("", GATEWAYS)
    assert known is not None
    addresses = application_gateway_addresses(spoke.gateway_instances, private_frontend=True)
    by_need = 32 - (addresses - 1).bit_length()
    length = min(known.recommended, by_need)
    line = (
        f"{spoke.name}/snet-appgw: {count_of(spoke.gateway_instances, 'instance')} + 1 private "
        f"frontend + {reserved_per_subnet()} reserved by Azure = {number(addresses)}; "
        f"Application Gateway wants /{known.recommended} -> /{length}"
    )
    return _subnet(
        spoke,
        "snet-appgw",
        length,
        role="gateway",
        need=addresses - reserved_per_subnet(),
        grows=grows,
        lines=(line,),
    )


def _counted(network: Network, name: str, count: int, what: str, sheet: Sheet, role: Role) -> Need:
    grown = math.ceil(count * Fraction(str(sheet.growth_factor)))
    length = prefix_length_for(grown)
    reserved = reserved_per_subnet()
    line = (
        f"{network.name}/{name}: {count_of(grown, what)} + {reserved} reserved by Azure = "
        f"{number(grown + reserved)} -> {_size_text(length)}"
    )
    return _subnet(
        network,
        name,
        length,
        role=role,
        need=grown,
        grows=sheet.reserve_growth,
        lines=(line,),
    )


def _other_needs(network: Network, sheet: Sheet) -> Iterator[Need]:
    for subnet in network.subnets:
        grown = math.ceil((subnet.addresses or 0) * Fraction(str(sheet.growth_factor)))
        by_count = prefix_length_for(grown)
        lengths = [n for n in (subnet.length, by_count if subnet.addresses else None) if n]
        if subnet.prefix is not None:
            lengths.append(subnet.prefix.length)
        is_enough = by_count is not None
        length = min(lengths) if lengths and is_enough else by_count
        yield _subnet(
            network,
            subnet.name,
            length,
            role="other",
            need=grown,
            grows=sheet.reserve_growth and subnet.grows,
            kept=subnet.prefix,
            lines=(f"{network.name}/{subnet.name}: asked for -> {_size_text(length)}",),
        )
