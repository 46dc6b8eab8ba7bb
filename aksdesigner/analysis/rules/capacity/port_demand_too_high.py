"""CAP-24: Demand for ports too high."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.demand import PoolPlan, cluster_plans
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import (
    firewall_ports,
    lb_automatic_ports,
    nat_gateway_ports,
)
from aksdesigner.analysis.facts.next_hops import default_route, firewall_at, takes_away
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-24",
    name="port-demand-too-high",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Demand for ports too high",
    source="azure-rules B.4, G.2 CAP-24",
    remedy="Use a NAT gateway, or add public addresses",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose declared connections to the busiest destination exceed the ports of their way out, or use more than 70% of them.

    ## What it does
    Reports clusters whose declared connections to the busiest destination exceed the ports of
    their way out, or use more than 70% of them.

    ## Why it matters
    A port is used once for each destination; when they run out, connections time out under load
    and work again in quiet hours.

    ## Example
    2,000 connections a node with 1,024 automatic ports.

    ## How to fix
    Use a NAT gateway, add public addresses, or pool connections.

    ## References
    azure-rules B.4, G.2 CAP-24
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        plans = [p for p in cluster_plans(facts, cluster.name) if p.pool.connections_per_node]
        for supply in _supplies(facts, cluster, plans):
            if supply.asked * 10 <= supply.ports * 7:
                continue
            yield RULE.found(
                key,
                message=f"{cluster.name} needs {number(supply.asked)} ports {supply.scope} to its "
                f"busiest destination, {supply.name} has {number(supply.ports)}",
                severity="error" if supply.asked > supply.ports else "warning",
                asked=supply.asked,
                ports=supply.ports,
            )


@dataclass(frozen=True)
class _Supply:
    """Ports of one way out, and what is asked of it: by each node, or altogether."""

    name: str
    scope: str
    asked: int
    ports: int


def _supplies(facts: Facts, cluster: AksCluster, plans: list[PoolPlan]) -> Iterator[_Supply]:
    total: dict[str, _Supply] = {}
    for plan in plans:
        each = plan.pool.connections_per_node or 0
        shared = _shared(facts, plan)
        if shared is not None:
            name, ports = shared
            asked = each * plan.total + (total[name].asked if name in total else 0)
            total[name] = _Supply(name, "altogether", asked, ports)
        elif (cluster.outbound_type or "loadBalancer") == "loadBalancer":
            ports = _balancer_ports(facts, cluster)
            yield _Supply("the load balancer", "a node", each, ports)
    yield from total.values()


def _balancer_ports(facts: Facts, cluster: AksCluster) -> int:
    if cluster.outbound is not None and cluster.outbound.ports > 0:
        return cluster.outbound.ports
    return lb_automatic_ports(sum(p.total for p in cluster_plans(facts, cluster.name)))


def _shared(facts: Facts, plan: PoolPlan) -> tuple[str, int] | None:
    """Return the NAT gateway or firewall of a pool's nodes and its ports, or None."""
    subnet = facts.index.at(plan.subnet) if plan.subnet else None
    if not isinstance(subnet, Subnet) or plan.subnet is None:
        return None
    row = default_route(facts, plan.subnet)
    firewall = firewall_at(facts, plan.subnet, row)
    if firewall is not None:
        own = facts.index.get(Subnet, f"{firewall.vnet}/{firewall.subnet}")
        nat = facts.index.get(NatGateway, own.nat_gateway if own else None)
        most = limit("firewallPublicAddresses").value
        ips = min(max(1, firewall.public_ips), most)
        ports = firewall_ports(ips, max(2, firewall.instances))
        return firewall.name, _nat_ports(nat) if nat else ports
    nat = facts.index.get(NatGateway, subnet.nat_gateway)
    return (nat.name, _nat_ports(nat)) if nat and not takes_away(row) else None


def _nat_ports(nat: NatGateway) -> int:
    return nat_gateway_ports(min(max(1, nat.ips), limit("natGatewayAddresses").value))
