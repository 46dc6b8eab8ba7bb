"""CAP-14: Dedicated subnet of the wrong name or size."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import extras_in, plans_in, pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, takes_away
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.subnet import Subnet

# whose size counts in a subnet that is not delegated yet: kind of the tenant -> delegation
WANTS = {
    "resolver": "Microsoft.Network/dnsResolvers",
    "agc": "Microsoft.ServiceNetworking/trafficControllers",
}

RULE = Rule(
    code="CAP-14",
    name="dedicated-subnet-name-or-size",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Dedicated subnet of the wrong name or size",
    source="azure-rules B.6, G.2 CAP-14",
    remedy="Resize or rename the subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets that Azure dedicates to one service and that are too small for it, services placed in a subnet of another name, and firewalls without the management subnet they need.

    ## What it does
    Reports subnets that Azure dedicates to one service and that are too small for it, services
    placed in a subnet of another name, and firewalls without the management subnet they need.

    ## Why it matters
    Azure refuses the deployment.

    ## Example
    AzureFirewallSubnet as a /27.

    ## How to fix
    Resize or rename the subnet.

    ## References
    azure-rules B.6, G.2 CAP-14
    """
    for vnet in facts.topology.vnets:
        for subnet in vnet.subnets:
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            yield from _too_small(facts, key, f"{vnet.name}/{subnet.name}", subnet)
    for firewall in facts.topology.firewalls:
        key = key_of("fw", firewall.name)
        why = _needs_management(facts, firewall)
        if why is not None and firewall.management_subnet is None:
            yield RULE.found(
                key,
                message=f"{firewall.name} {why} and has no management subnet",
                remedy="Add AzureFirewallManagementSubnet, a /26",
            )
    for key, name, place, wanted in _placed(facts):
        if place.partition("/")[2] != wanted:
            yield RULE.found(
                key, message=f"{name} stands in {place}", remedy=f"Place it in {wanted}"
            )


def _needs_management(facts: Facts, firewall: Firewall) -> str | None:
    if firewall.tier == "Basic":
        return "is of the Basic tier"
    home = key_of("subnet", f"{firewall.vnet}/{firewall.subnet}")
    row = default_route(facts, home) if facts.index.at(home) is not None else None
    if row is not None and takes_away(row):
        return "has its default route taken away (forced tunnelling)"
    return None


def _placed(facts: Facts) -> Iterator[tuple[Key, str, str, str]]:
    """Yield the services that Azure takes in a subnet of one name alone: key, name, place, name."""
    topology = facts.topology
    for firewall in topology.firewalls:
        place = f"{firewall.vnet}/{firewall.subnet}"
        yield key_of("fw", firewall.name), firewall.name, place, "AzureFirewallSubnet"
    for bastion in topology.bastions:
        if bastion.sku != "Developer" and bastion.subnet is not None:
            place = f"{bastion.vnet}/{bastion.subnet}"
            yield key_of("bastion", bastion.name), bastion.name, place, "AzureBastionSubnet"
    for server in topology.route_servers:
        place = f"{server.vnet}/{server.subnet}"
        yield key_of("rs", server.name), server.name, place, "RouteServerSubnet"


def _too_small(facts: Facts, key: Key, label: str, subnet: Subnet) -> Iterator[Finding]:
    delegation = subnet.delegation or next(
        (d for kind, d in WANTS.items() if any(e.kind == kind for e in extras_in(facts, key))), None
    )
    dedicated = dedicated_for(subnet.name, delegation)
    if dedicated is None or plans_in(facts, key) or pod_plans_in(facts, key):
        return
    for prefix in subnet.prefixes:
        if prefix.version != 4 or prefix.length <= dedicated.longest or prefix.length > 29:
            continue
        was_possible = dedicated.imported is not None and prefix.length <= dedicated.imported
        yield RULE.found(
            key,
            message=f"{label} is a /{prefix.length}; {dedicated.service} needs a "
            f"/{dedicated.longest} or larger",
            remedy=f"Use a /{dedicated.recommended} or larger",
            severity="warning" if was_possible and facts.settings.partial else "error",
            prefix=str(prefix),
        )
