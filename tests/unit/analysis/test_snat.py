"""Ports to the Internet along the way that pods really take (azure-rules B.4)."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import SnatBudget
from aksdesigner.model.document import Document
from tests.support.builders import hub_and_spoke


def design(
    outbound: str = "loadBalancer",
    *,
    forced: bool = False,
    subnet: dict[str, Any] | None = None,
    hub: dict[str, Any] | None = None,
    **more: Any,
) -> Document:
    pools = [
        {"name": "system", "subnet": "app", "mode": "System", "count": 3, "maxSurge": "33%"},
        {
            "name": "user", "subnet": "app", "count": 40, "maxCount": 60, "maxSurge": "33%",
            "connectionsPerNode": 500,
        },
    ]  # fmt: skip
    cluster = {
        "name": "aks1", "vnet": "spoke1", "outboundType": outbound, "pools": pools,
        **more.pop("cluster", {}),
    }  # fmt: skip
    subnets = {"hub": [{"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26", **(hub or {})}]}
    return hub_and_spoke(
        1, forced=forced, subnet=subnet, subnets=subnets, more={"aksClusters": [cluster], **more},
        firewall={"publicIps": 4, "instances": 3},
    )  # fmt: skip


def budget(found: Document) -> SnatBudget:
    budgets = analyze(found).snat("aks:aks1")
    assert len(budgets) == 1
    return budgets[0]


def test_the_balancer_of_aks_has_a_table_by_the_nodes_at_an_upgrade() -> None:
    got = budget(design())
    nodes = 3 + 1 + 60 + 20
    assert (got.kind, got.per_node, got.ips, got.ports) == ("loadBalancer", 512, 1, 64_000)
    assert (got.asked, got.fits) == (512 * nodes, True)
    assert "84 nodes × 512 = 43,008 of 1 address × 64,000 = 64,000 ports" in got.arithmetic[-1]
    assert got.pools[1].arithmetic == "user: (60 nodes + 20 surge) × 500 connections = 40,000 asked"


def test_explicit_ports_must_fit_the_addresses() -> None:
    few = budget(design(cluster={"outbound": {"ports": 1000, "managedIps": 1}}))
    assert (few.per_node, few.asked, few.fits) == (1000, 84_000, False)
    more = budget(design(cluster={"outbound": {"ports": 1000, "managedIps": 2}}))
    assert more.fits is True


def test_a_route_to_the_firewall_decides_against_the_outbound_type() -> None:
    got = budget(design("loadBalancer", forced=True))
    assert (got.kind, got.device, got.ips) == ("firewall", "fw:azfw", 4)
    assert got.ports == 2496 * 4 * 3
    assert (got.asked, got.fits) == (40_000, False)


def test_a_nat_gateway_on_the_firewalls_subnet_takes_its_place() -> None:
    gateways = [{"name": "ng", "ips": 2}]
    found = design(
        "userDefinedRouting", forced=True, hub={"natGateway": "ng"}, natGateways=gateways
    )
    got = budget(found)
    assert (got.kind, got.device, got.ports) == ("natGateway", "natgw:ng", 2 * 64_512)


def test_addresses_and_prefixes_of_a_nat_gateway_are_counted_by_family() -> None:
    gateways = [{"name": "ng", "publicIps": ["a", "b"], "publicIpPrefixes": ["p"]}]
    addresses = [{"name": "a"}, {"name": "b", "version": "IPv6"}]
    prefixes = [{"name": "p", "length": 30}]
    parts: dict[str, Any] = {"natGateways": gateways, "publicIps": addresses}
    where: dict[str, Any] = {"subnet": {"natGateway": "ng"}}
    got = budget(design("userAssignedNATGateway", **where, **parts, publicIpPrefixes=prefixes))
    assert (got.ips, got.ports) == (5, 5 * 64_512)


def test_two_clusters_share_the_ports_of_one_device() -> None:
    found = design("userDefinedRouting", forced=True)
    first = found.topology.aks_clusters[0]
    second = first.with_changes(name="aks2")
    both = found.replace(topology=found.topology.with_changes(aks_clusters=(first, second)))
    got = budget(both)
    assert got.asked == 80_000
    assert "other clusters: 40,000 connections asked" in got.arithmetic


def test_without_a_way_out_there_are_no_ports() -> None:
    got = budget(design("userDefinedRouting"))
    assert (got.kind, got.ports) == ("none", None)
    assert got.arithmetic[-1]


def test_pools_in_a_network_of_aks_leave_as_the_outbound_type_says() -> None:
    pool = {"name": "system", "mode": "System", "count": 3, "connectionsPerNode": 2000}
    found = {}
    for kind in ("loadBalancer", "managedNATGateway", "none"):
        cluster = {"vnet": None, "pools": [pool], "outboundType": kind}
        got = budget(design(kind, cluster=cluster))
        found[kind] = (got.kind, got.ports, got.fits)
    assert found["loadBalancer"] == ("loadBalancer", 64_000, False)
    assert found["managedNATGateway"] == ("natGateway", 64_512, True)
    assert found["none"] == ("none", None, None)
