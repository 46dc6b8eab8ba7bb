"""CAP-24: the way out has the ports that the cluster needs."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.limits import limit
from aksdesigner.edit.set_field import SetField, SetFields
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of
from aksdesigner.repair.ways.egress import node_subnets, with_nat_gateway
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "CAP-24"


STEP = 8  # azure-rules B.4: ports are given in eights
MOST_PORTS = 64_000
# demand beyond 70 % of the supply is a finding
TENTHS = 7


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the load balancer, NAT gateway or firewall more addresses; else use a NAT gateway."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    wanted = -(-int(finding.evidence["asked"]) * 10 // TENTHS)
    ports = -(-wanted // STEP) * STEP
    nodes = sum(plan.total for plan in cluster_plans(analysis.facts, label_of(key)))
    ips = -(-ports * nodes // limit("loadBalancerPortsPerAddress").value)
    if (cluster.outbound_type or "loadBalancer") == "loadBalancer" and ports <= MOST_PORTS:
        title = f"Use {count_of(ips, 'address')} and {ports} ports a node"
        commands = (
            SetField(key, "outbound.managed_ips", ips),
            SetField(key, "outbound.ports", ports),
        )
        yield candidate(title, *commands)
    most = limit("natGatewayAddresses").value
    for place in node_subnets(analysis, key):
        subnet = subnet_at(analysis, place)
        if subnet is not None and subnet.nat_gateway is not None:
            command = SetField(key_of("natgw", subnet.nat_gateway), "ips", most)
            yield candidate(f"Give {subnet.nat_gateway} {most} addresses", command)
    for firewall in analysis.document.topology.firewalls:
        if f", {firewall.name} has " in finding.message:
            wanted_ips = limit("firewallAddressesForAks").value
            values = {"public_ips": max(wanted_ips, firewall.public_ips)}
            title = f"Give {firewall.name} {wanted_ips} public addresses"
            yield candidate(title, SetFields(key_of("fw", firewall.name), values))
    yield from with_nat_gateway(analysis, key)
