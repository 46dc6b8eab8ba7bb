"""RTE-18: Management subnet routes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, route_table_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.route_table import Route
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-18",
    name="management-subnet-routes",
    topic="routing",
    severity="error",
    since="0.1",
    title="Management subnet routes",
    source="azure-rules B.6, G.4 RTE-18",
    remedy="Keep 0.0.0.0/0 to Internet alone, with propagation disabled",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports management subnets of firewalls whose table holds anything but 0.0.0.0/0 to Internet or lets gateway routes in, and those without a table while 0.0.0.0/0 is learned.

    ## What it does
    Reports management subnets of firewalls whose table holds anything but 0.0.0.0/0 to Internet
    or lets gateway routes in, and those without a table while 0.0.0.0/0 is learned.

    ## Why it matters
    The management traffic of a force-tunnelled firewall must go straight to the Internet.

    ## Example
    A table with a route to on-premises on AzureFirewallManagementSubnet.

    ## How to fix
    Keep 0.0.0.0/0 to Internet alone, with propagation disabled.

    ## References
    azure-rules B.6, G.4 RTE-18
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if isinstance(subnet, Subnet) and subnet.name == "AzureFirewallManagementSubnet":
            fault = _fault(facts, key, subnet)
            if fault:
                yield RULE.found(key, message=f"{label_of(key)} {fault}")


def _fault(facts: Facts, key: Key, subnet: Subnet) -> str | None:
    table = route_table_of(facts, subnet)
    if table is None:
        row = default_route(facts, key)
        learned = row is not None and row.source == "VirtualNetworkGateway"
        return "follows a learned 0.0.0.0/0 and has no route table" if learned else None
    others = [route.name for route in table.routes if not _is_internet(route)]
    if others:
        return f"has {table.name} with {others[0]}, which is no 0.0.0.0/0 to Internet"
    return None if table.disable_bgp else f"has {table.name}, which lets gateway routes in"


def _is_internet(route: Route) -> bool:
    is_default = isinstance(route.prefix, Cidr) and route.prefix.is_default
    return is_default and route.next_hop_type == "Internet"
