"""RTE-12: GatewaySubnet does not mirror."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import subnets_of
from aksdesigner.analysis.facts.design import network_of, subnet_key
from aksdesigner.analysis.facts.effective_routes import gateway_table, select
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes
from aksdesigner.analysis.facts.next_hops import first_address, keeps_state, owner_at, tenants_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-12",
    name="gateway-subnet-does-not-mirror",
    topic="routing",
    severity="error",
    since="0.1",
    title="GatewaySubnet does not mirror",
    source="azure-rules G.4 RTE-12, F-07",
    remedy="Add a route on GatewaySubnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets that answer on-premises through a stateful appliance while traffic from on-premises reaches them past it.

    ## What it does
    Reports subnets that answer on-premises through a stateful appliance while traffic from
    on-premises reaches them past it.

    ## Why it matters
    The appliance sees the reply without the request and drops it.

    ## Example
    0.0.0.0/0 to the firewall with propagation off in the spoke, and no route on GatewaySubnet.

    ## How to fix
    Add the subnet's prefix with the appliance as next hop to the table of GatewaySubnet.

    ## References
    azure-rules G.4 RTE-12, F-07
    """
    for key in subnets_of(facts):
        subnet = facts.index.at(key)
        use = facts.gateway_of(network_of(key))
        is_own = isinstance(subnet, Subnet) and subnet.name in (
            "GatewaySubnet",
            "AzureFirewallSubnet",
        )
        if not isinstance(subnet, Subnet) or is_own or use is None or not tenants_of(facts, key):
            continue
        address = first_address(subnet)
        through = _through_appliance(facts, key, subnet)
        if address is None or not through:
            continue
        chosen = select(gateway_table(facts, use.host), address).route
        if chosen is not None and chosen.next_hop_type == "VirtualAppliance":
            continue
        appliance, prefixes = through
        gateway_subnet = subnet_key(split_key(use.host)[1], "GatewaySubnet")
        yield RULE.found(
            gateway_subnet,
            key,
            message=f"{label_of(key)} answers {listed(prefixes)} through {appliance}, and "
            f"{label_of(gateway_subnet)} reaches it past {appliance}",
            remedy=f"Add {subnet.prefixes[0]} with {appliance} as next hop to the route table of "
            f"{label_of(gateway_subnet)}",
            prefixes=prefixes,
        )


def _through_appliance(facts: Facts, key: Key, subnet: Subnet) -> tuple[str, list[str]] | None:
    """Return the stateful next hop towards on-premises, and for which prefixes."""
    name, prefixes = "", []
    for prefix in onprem_prefixes(facts, network_of(key)):
        if prefix.is_default or prefix.version != 4:
            continue
        chosen = facts.selected_route(key, prefix.first).route
        for address in chosen.next_hop_ips if chosen else ():
            place = owner_at(facts, key, address)
            inside = any(block.contains(address) for block in subnet.prefixes)
            if place is not None and keeps_state(facts, place) and not inside:
                name = place.token.partition(":")[2]
                prefixes.append(str(prefix))
    return (name, list(dict.fromkeys(prefixes))) if prefixes else None
