"""Ports for connections to the Internet, along the way that the pods of each pool really take (B.4).

The trace of a pod decides: the last device before the Internet translates, whatever the cluster's
outbound type says. Filters are left aside, for a denied packet would have had the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aksdesigner.analysis.facts.demand import PoolPlan, cluster_plans, plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import lb_automatic_ports
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.public_addresses import (
    of_firewall,
    of_load_balancer,
    of_nat_gateway,
)
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import PoolPorts, SnatBudget, SnatKind
from aksdesigner.azure.limits import limit
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.nat_gateway import NatGateway

OUTSIDE = "203.0.113.10"  # any address of the Internet (azure-rules EGR-12)


@dataclass(frozen=True)
class WayOut:
    """What gives a pool's connections their public address; `key` is the device, if it is drawn."""

    kind: SnatKind
    key: Key | None = None
    text: str = ""


@kept
def way_out(facts: Facts, pool: Key) -> WayOut:
    """Return the way out of the pods of a pool."""
    cluster, _, name = split_key(pool)[1].partition("/")
    found = facts.index.get(AksCluster, cluster)
    plan = next((p for p in cluster_plans(facts, cluster) if p.key == pool), None)
    if found is not None and plan is not None and plan.subnet is None:
        return _of_managed_network(found)
    try:
        trace = facts.trace(f"pod:{cluster}/{name}", OUTSIDE, mode="routing")
    except QueryError as error:
        return WayOut("notComputed", text=str(error))
    tokens = [hop.token for hop in trace.forward]
    if trace.verdict == "notComputed":
        return WayOut("notComputed", text=trace.sentence)
    if "internet" not in tokens:
        return WayOut("none", text=trace.sentence)
    before = tokens[: tokens.index("internet")]
    return _translator(before)


def _of_managed_network(cluster: AksCluster) -> WayOut:
    """Return the way out of pools in a network that AKS makes: its outbound type decides."""
    kind = cluster.outbound_type or "loadBalancer"
    if kind == "loadBalancer":
        return WayOut("loadBalancer")
    if kind in ("managedNATGateway", "managedNATGatewayV2"):
        return WayOut("natGateway")
    if kind in ("none", "block"):
        return WayOut("none", text=f"Outbound type {kind} gives no public address.")
    return WayOut("notComputed", text=f"The network of {cluster.name} is not drawn.")


def _translator(tokens: list[str]) -> WayOut:
    kinds: dict[str, SnatKind] = {
        "natgw": "natGateway",
        "fw": "firewall",
        "nva": "appliance",
        "lb": "loadBalancer",
        "onprem": "onPremises",
    }
    last = tokens[-1] if tokens else ""
    kind, _, name = last.partition(":")
    found = kinds.get(kind)
    if last == "lb:kubernetes":
        return WayOut("loadBalancer")
    if found is None:
        return WayOut("defaultOutbound", text="Default outbound access, whose ports are unknown.")
    return WayOut(found, key_of("site" if kind == "onprem" else kind, name))


@kept
def snat_of(facts: Facts, cluster: str) -> tuple[SnatBudget, ...]:
    """Return the port budgets of a cluster, one for each way out of its pools, in pool order."""
    groups: dict[WayOut, list[PoolPlan]] = {}
    for plan in cluster_plans(facts, cluster):
        groups.setdefault(way_out(facts, plan.key), []).append(plan)
    return tuple(_budget(facts, way, plans) for way, plans in groups.items())


@kept
def users_of(facts: Facts, way: WayOut) -> tuple[PoolPlan, ...]:
    """Return the pools of every cluster that share a device; what AKS makes is one cluster's own."""
    if way.key is None:
        return ()
    return tuple(plan for plan in plans_of(facts) if way_out(facts, plan.key) == way)


def _budget(facts: Facts, way: WayOut, plans: list[PoolPlan]) -> SnatBudget:
    cluster = plans[0].cluster
    found = facts.index.at(way.key) if way.key else None
    if way.kind == "loadBalancer" and way.key is None:
        return _of_cluster_balancer(facts, cluster, plans)
    if isinstance(found, LoadBalancer):
        return _of_balancer(facts, found, way, plans)
    if isinstance(found, NatGateway):
        return _of_nat_gateway(facts, way, plans, of_nat_gateway(facts, found).ipv4)
    if way.kind == "natGateway":
        managed = cluster.outbound.managed_ips if cluster.outbound else 1
        return _of_nat_gateway(facts, way, plans, managed)
    if isinstance(found, Firewall):
        ips = of_firewall(facts, found).ipv4
        each = limit("firewallPortsPerAddressAndInstance").value * max(2, found.instances)
        per = limit("firewallPortsPerAddressAndInstance").value
        text = f"{count_of(max(2, found.instances), 'instance')} × {number(per)} ports"
        return _shared(facts, way, plans, ips, each, text)
    pools = tuple(_pool(plan, None) for plan in plans)
    lines = (*(p.arithmetic for p in pools), way.text or "its ports are unknown")
    return SnatBudget(way.kind, way.key, pools=pools, arithmetic=lines)


def _of_nat_gateway(
    facts: Facts, way: WayOut, plans: list[PoolPlan], ips: int | None
) -> SnatBudget:
    each = limit("natGatewayPortsPerAddress").value
    most = limit("natGatewayConnectionsPerAddress").value
    budget = _shared(facts, way, plans, ips, each, "")
    if ips is None:
        return budget
    line = f"to one destination at most {number(most)} × {ips} = {number(most * ips)} connections"
    return replace(budget, arithmetic=(*budget.arithmetic, line))


def _of_cluster_balancer(facts: Facts, cluster: AksCluster, plans: list[PoolPlan]) -> SnatBudget:
    """Budget the load balancer that AKS makes: a table by nodes, or explicit ports."""
    nodes = sum(plan.total for plan in cluster_plans(facts, cluster.name))
    outbound = cluster.outbound
    ips = max(0, outbound.managed_ips) if outbound else 1
    return _per_node(WayOut("loadBalancer"), plans, outbound.ports if outbound else 0, ips, nodes)


def _of_balancer(
    facts: Facts, balancer: LoadBalancer, way: WayOut, plans: list[PoolPlan]
) -> SnatBudget:
    nodes = sum(plan.total for plan in users_of(facts, way))
    ips = of_load_balancer(facts, balancer).ipv4
    return _per_node(way, plans, balancer.outbound_ports, ips or 1, nodes)


def _per_node(
    way: WayOut, plans: list[PoolPlan], explicit: int, ips: int, nodes: int
) -> SnatBudget:
    each = limit("loadBalancerPortsPerAddress").value
    per_node = explicit or lb_automatic_ports(nodes)
    inventory = each * ips
    pools = tuple(_pool(plan, per_node) for plan in plans)
    if explicit:
        how = f"{number(explicit)} ports a node, as set"
    else:
        how = f"{number(per_node)} ports a node, from the table for {count_of(nodes, 'node')}"
    used = per_node * nodes
    lines = (
        how,
        *(pool.arithmetic for pool in pools),
        f"given out: {count_of(nodes, 'node')} × {number(per_node)} = {number(used)} of "
        f"{count_of(ips, 'address')} × {number(each)} = {number(inventory)} ports",
    )
    return SnatBudget(
        way.kind,
        way.key,
        ips,
        inventory,
        per_node,
        used,
        used <= inventory and all(_fits(plan, per_node) for plan in plans),
        pools,
        lines,
    )


def _fits(plan: PoolPlan, per_node: int) -> bool:
    return (plan.pool.connections_per_node or 0) <= per_node


def _pool(plan: PoolPlan, per_node: int | None) -> PoolPorts:
    each = plan.pool.connections_per_node
    nodes = f"({count_of(plan.nodes, 'node')} + {number(plan.surge)} surge)"
    asked = each * plan.total if each is not None else None
    if asked is not None and each is not None:
        text = f"{nodes} × {number(each)} connections = {number(asked)} asked"
    elif per_node is not None:
        text = f"{nodes} × {number(per_node)} = {number(per_node * plan.total)} ports"
    else:
        text = f"{nodes}, connections per node not said"
    return PoolPorts(plan.key, plan.nodes, plan.surge, per_node, asked, f"{plan.pool.name}: {text}")


def _shared(
    facts: Facts, way: WayOut, plans: list[PoolPlan], ips: int | None, each: int, factor: str
) -> SnatBudget:
    """Budget a device whose ports every node takes from on demand."""
    pools = tuple(_pool(plan, None) for plan in plans)
    own = {plan.key for plan in plans}
    others = [plan for plan in users_of(facts, way) if plan.key not in own]
    asked = _asked((*plans, *others))
    lines = [pool.arithmetic for pool in pools]
    if others and _asked(others):
        lines.append(f"other clusters: {number(_asked(others))} connections asked")
    if ips is None:
        lines.append("its public addresses are not all drawn, so its ports are unknown")
        return SnatBudget(way.kind, way.key, pools=pools, asked=asked, arithmetic=tuple(lines))
    inventory = ips * each
    what = factor or f"{number(each)} ports"
    lines.append(f"there: {count_of(ips, 'address')} × {what} = {number(inventory)} ports")
    if asked:
        lines.append(f"asked: {number(asked)} of {number(inventory)} ports")
    return SnatBudget(
        way.kind, way.key, ips, inventory, None, asked, asked <= inventory, pools, tuple(lines)
    )


def _asked(plans: Iterable[PoolPlan]) -> int:
    return sum((plan.pool.connections_per_node or 0) * plan.total for plan in plans)


def addresses_of(facts: Facts, budget: SnatBudget) -> tuple[Address, ...]:
    """Return the public addresses of a way out whose number the design says."""
    found = facts.index.at(budget.device) if budget.device else None
    if isinstance(found, NatGateway):
        return of_nat_gateway(facts, found).known
    if isinstance(found, Firewall):
        return of_firewall(facts, found).known
    return ()
