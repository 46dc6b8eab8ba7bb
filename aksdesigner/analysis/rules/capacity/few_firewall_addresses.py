"""CAP-25: Few firewall addresses for AKS."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import firewall_ports
from aksdesigner.analysis.facts.next_hops import default_route, firewall_at
from aksdesigner.analysis.facts.words import count_of, listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-25",
    name="few-firewall-addresses",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Few firewall addresses for AKS",
    source="azure-rules B.4, G.2 CAP-25",
    remedy="Add a NAT gateway to AzureFirewallSubnet, or use 20 public addresses",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Azure Firewalls that are the way out of AKS clusters with fewer than 20 public addresses and no NAT gateway; a warning in production.

    ## What it does
    Reports Azure Firewalls that are the way out of AKS clusters with fewer than 20 public
    addresses and no NAT gateway; a warning in production.

    ## Why it matters
    Each address and instance has 2,496 ports; nodes of a large cluster use them up and
    connections fail.

    ## Example
    One address: 2,496 × 1 × 2 = 4,992 ports.

    ## How to fix
    Use 20 addresses or more, or a NAT gateway on AzureFirewallSubnet.

    ## References
    azure-rules B.4, G.2 CAP-25
    """
    users: dict[str, list[str]] = {}
    for cluster in facts.topology.aks_clusters:
        for place in node_subnets(facts, cluster):
            firewall = firewall_at(facts, place, default_route(facts, place))
            if firewall is not None and cluster.name not in users.setdefault(firewall.name, []):
                users[firewall.name].append(cluster.name)
    wanted = limit("firewallAddressesForAks").value
    for firewall in facts.topology.firewalls:
        clusters = users.get(firewall.name, [])
        subnet = facts.index.get(Subnet, f"{firewall.vnet}/{firewall.subnet}")
        has_nat = subnet is not None and subnet.nat_gateway is not None
        if not clusters or firewall.public_ips >= wanted or has_nat:
            continue
        ips, instances = max(1, firewall.public_ips), max(2, firewall.instances)
        ports = firewall_ports(ips, instances)
        yield RULE.found(
            key_of("fw", firewall.name),
            *(key_of("aks", name) for name in clusters),
            message=f"{listed(clusters)} {'leaves' if len(clusters) == 1 else 'leave'} through "
            f"{firewall.name} with {count_of(firewall.public_ips, 'public address')}: "
            f"{number(limit('firewallPortsPerAddressAndInstance').value)} × {ips} × {instances} = "
            f"{number(ports)} ports",
            severity="warning" if facts.settings.production else "info",
            ports=ports,
            publicIps=firewall.public_ips,
        )
