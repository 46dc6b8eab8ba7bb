"""Ways out to the Internet: NAT gateways, appliances, and the outbound type of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.azure.limits import limit
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetField
from aksdesigner.edit.suggest import next_name
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.routes import DEFAULT, appliances_near, to_appliance
from aksdesigner.repair.ways.transit import forwarding

PORT_STEP = 8  # azure-rules B.4: ports are given in eights


def node_subnets(analysis: Analysis, cluster: Key) -> list[Key]:
    """Return the subnets of a cluster's nodes and pods, in the order of its pools."""
    found = cluster_of(analysis, cluster)
    if found is None or found.vnet is None:
        return []
    names = [name for pool in found.pools for name in (pool.subnet, pool.pod_subnet) if name]
    return [key_of("subnet", f"{found.vnet}/{name}") for name in dict.fromkeys(names)]


def equal_ports(analysis: Analysis, key: Key) -> Iterator[Candidate]:
    """Yield an equal share of the load balancer's ports for every node, surge nodes counted."""
    cluster = cluster_of(analysis, key)
    nodes = sum(plan.total for plan in cluster_plans(analysis.facts, label_of(key)))
    if cluster is None or nodes < 1:
        return
    ips = max(1, cluster.outbound.managed_ips) if cluster.outbound else 1
    ports = limit("loadBalancerPortsPerAddress").value * ips // nodes // PORT_STEP * PORT_STEP
    if ports > 0:
        yield candidate(f"Set {ports} ports a node", SetField(key, "outbound.ports", ports))


def nat_gateway_for(
    analysis: Analysis, subnets: Iterable[Key], extra: Iterable[Command] = (), title: str = ""
) -> Iterator[Candidate]:
    """Yield a NAT gateway for subnets of one network: one that serves it already, else a new one."""
    wanted = list(dict.fromkeys(subnets))
    if not wanted:
        return
    vnet = label_of(network_of(wanted[0]))
    name, commands = _gateway(analysis, vnet)
    attached = [
        Connect(subnet, key_of("natgw", name))
        for subnet in wanted
        if _nat_of(analysis, subnet) != name
    ]
    said = f"Attach {name} to" if not commands else f"Add NAT gateway {name} to"
    names = " and ".join(label_of(subnet) for subnet in wanted)
    yield candidate(title or f"{said} {names}", *commands, *attached, *extra)


def _gateway(analysis: Analysis, vnet: str) -> tuple[str, tuple[Command, ...]]:
    topology = analysis.document.topology
    network = topology.index.get(VirtualNetwork, vnet)
    for subnet in network.subnets if network else ():
        if subnet.nat_gateway is not None:
            return subnet.nat_gateway, ()
    used = {s.nat_gateway for v in topology.vnets for s in v.subnets}
    for gateway in topology.nat_gateways:
        if gateway.name not in used:
            return gateway.name, ()
    name = next_name(analysis.document, "natgw")
    region = network.region if network else None
    return name, (AddResource("natgw", name=name, fields={"region": region} if region else {}),)


def _nat_of(analysis: Analysis, subnet: Key) -> str | None:
    found = analysis.document.topology.index.at(subnet)
    return found.nat_gateway if isinstance(found, Subnet) else None


def default_to_appliance(
    analysis: Analysis, subnets: Iterable[Key], extra: Iterable[Command] = ()
) -> Iterator[Candidate]:
    """Yield default routes of subnets to each appliance near them, peerings prepared."""
    wanted = list(dict.fromkeys(subnets))
    for appliance in appliances_near(analysis, wanted[0]) if wanted else ():
        commands = [
            command
            for subnet in wanted
            for command in to_appliance(analysis, subnet, DEFAULT, appliance)
        ]
        flags = forwarding(analysis, [network_of(wanted[0])], appliance.key)
        names = " and ".join(label_of(subnet) for subnet in wanted)
        title = f"Send 0.0.0.0/0 of {names} to {appliance.name}"
        yield candidate(title, *commands, *flags, *extra)


def outbound_type(cluster: Key, value: str) -> Candidate:
    """Return the candidate that gives a cluster an outbound type."""
    return candidate(f"Use outbound type {value}", SetField(cluster, "outbound_type", value))


def with_nat_gateway(analysis: Analysis, cluster: Key) -> Iterator[Candidate]:
    """Yield outbound type userAssignedNATGateway, with a NAT gateway on every subnet of nodes."""
    command = SetField(cluster, "outbound_type", "userAssignedNATGateway")
    title = "Use userAssignedNATGateway, with a NAT gateway on the node subnets"
    yield from nat_gateway_for(analysis, node_subnets(analysis, cluster), [command], title)
