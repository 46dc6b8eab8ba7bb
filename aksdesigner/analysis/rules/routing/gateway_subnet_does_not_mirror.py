"""RTE-12: GatewaySubnet does not mirror."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.design import network_of, subnet_key
from aksdesigner.analysis.facts.effective_routes import full_table, gateway_table, winner
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import first_address, keeps_state, owner_at, tenants_of
from aksdesigner.analysis.facts.peering_scope import network_keys
from aksdesigner.analysis.facts.words import count_of, listed
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
    found: dict[tuple[Key, str], list[_Unmirrored]] = {}
    for vnet in network_keys(facts):
        for item in _unmirrored_in(facts, vnet):
            found.setdefault((item.gateway_subnet, item.appliance), []).append(item)
    for (gateway_subnet, appliance), group in found.items():
        sites = listed(dict.fromkeys(prefix for item in group for prefix in item.onprem))
        routes = [item.prefix for item in group]
        found_subnet = facts.index.at(gateway_subnet)
        table = found_subnet.route_table if isinstance(found_subnet, Subnet) else None
        where = table or f"the route table of {label_of(gateway_subnet)}"
        count = count_of(len(routes), "route")
        which = routes[0] if len(routes) == 1 else f"{routes[0]} and the others"
        yield RULE.found(
            gateway_subnet,
            *(item.subnet for item in group),
            message=f"Replies to {sites} pass {appliance}, requests do not: "
            f"{label_of(gateway_subnet)} reaches {listed(label_of(item.subnet) for item in group)} "
            f"past {appliance}",
            remedy=f"Add {count} to {appliance} in {where}: {which}",
            appliance=appliance,
            routes=routes,
        )


@dataclass(frozen=True)
class _Unmirrored:
    subnet: Key
    prefix: str
    gateway_subnet: Key
    appliance: str
    onprem: tuple[str, ...]


@kept
def _unmirrored_in(facts: Facts, vnet: Key) -> tuple[_Unmirrored, ...]:
    found = (_unmirrored(facts, key) for key in subnets_in(facts, vnet))
    return tuple(item for item in found if item is not None)


def _unmirrored(facts: Facts, key: Key) -> _Unmirrored | None:
    """Return what is wrong with one subnet, or None."""
    subnet, use = facts.index.at(key), facts.gateway_of(network_of(key))
    is_own = isinstance(subnet, Subnet) and subnet.name in ("GatewaySubnet", "AzureFirewallSubnet")
    if not isinstance(subnet, Subnet) or is_own or use is None or not tenants_of(facts, key):
        return None
    address, through = first_address(subnet), _through_appliance(facts, key, subnet)
    if address is None or not through:
        return None
    chosen = winner(gateway_table(facts, use.host), address)
    if chosen is not None and chosen.next_hop_type == "VirtualAppliance":
        return None
    appliance, prefixes = through
    gateway_subnet = subnet_key(split_key(use.host)[1], "GatewaySubnet")
    prefix = next(str(p) for p in subnet.prefixes if p.version == 4)
    return _Unmirrored(key, prefix, gateway_subnet, appliance, tuple(prefixes))


def _through_appliance(facts: Facts, key: Key, subnet: Subnet) -> tuple[str, list[str]] | None:
    """Return the stateful next hop towards on-premises, and for which prefixes."""
    name, prefixes = "", []
    table = full_table(facts, key)
    for prefix in onprem_prefixes(facts, network_of(key)):
        if prefix.is_default or prefix.version != 4:
            continue
        chosen = winner(table, prefix.first)
        for address in chosen.next_hop_ips if chosen else ():
            place = owner_at(facts, key, address)
            inside = any(block.contains(address) for block in subnet.prefixes)
            if place is not None and keeps_state(facts, place) and not inside:
                name = place.token.partition(":")[2]
                prefixes.append(str(prefix))
    return (name, list(dict.fromkeys(prefixes))) if prefixes else None
