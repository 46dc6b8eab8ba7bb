"""RTE-11: Learned route bypasses the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.effective_routes import (
    content_of,
    gateway_table,
    table_of,
    winner,
)
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import first_address, user_default
from aksdesigner.analysis.facts.peering_scope import network_keys
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-11",
    name="learned-route-bypasses-firewall",
    topic="routing",
    severity="error",
    since="0.1",
    title="Learned route bypasses the firewall",
    source="azure-rules G.4 RTE-11, F-07",
    remedy="Disable gateway propagation on the subnet's route table",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets that send 0.0.0.0/0 to an appliance while they follow a learned on-premises route to the gateway, though the gateway sends traffic for them to the appliance.

    ## What it does
    Reports subnets that send 0.0.0.0/0 to an appliance while they follow a learned on-premises
    route to the gateway, though the gateway sends traffic for them to the appliance.

    ## Why it matters
    The appliance sees one direction only and drops it.

    ## Example
    0.0.0.0/0 to the firewall with propagation on, and a route on GatewaySubnet.

    ## How to fix
    Disable propagation on the subnet's table, or add the on-premises prefixes to it.

    ## References
    azure-rules G.4 RTE-11, F-07
    """
    for vnet in network_keys(facts):
        yield from _in_network(facts, vnet)


@kept
def _in_network(facts: Facts, vnet: Key) -> tuple[Finding, ...]:
    return tuple(_found(facts, vnet))


def _found(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if not isinstance(subnet, Subnet) or subnet.name == "GatewaySubnet":
            continue
        route = user_default(facts, subnet)
        if route is None or route.next_hop_type != "VirtualAppliance":
            continue
        past = _learned_in_use(facts, key)
        if past and _gateway_sends_to_appliance(facts, key, subnet):
            table = subnet.route_table or ""
            yield RULE.found(
                key,
                key_of("rt", table),
                message=f"{label_of(key)} answers {listed(past)} by the gateway, while the gateway "
                f"sends traffic for it to {route.next_hop_ip} and 0.0.0.0/0 points there",
                remedy=f"Disable gateway propagation on {table}, or add {listed(past)} to it",
                prefixes=past,
            )


def _learned_in_use(facts: Facts, key: Key) -> list[str]:
    """Return the on-premises prefixes whose selected route is the learned one."""
    return list(_learned_past(facts, network_of(key), *content_of(facts, key)))


@kept
def _learned_past(
    facts: Facts, vnet: Key, route_table: str | None, service_endpoints: tuple[str, ...]
) -> tuple[str, ...]:
    found = []
    table = table_of(facts, vnet, route_table, service_endpoints)
    for prefix in onprem_prefixes(facts, vnet):
        if not prefix.is_default and prefix.version == 4:
            chosen = winner(table, prefix.first)
            if chosen is not None and chosen.source == "VirtualNetworkGateway":
                found.append(str(prefix))
    return tuple(found)


def _gateway_sends_to_appliance(facts: Facts, key: Key, subnet: Subnet) -> bool:
    use = facts.gateway_of(network_of(key))
    address = first_address(subnet)
    if use is None or address is None:
        return False
    chosen = winner(gateway_table(facts, use.host), address)
    return chosen is not None and chosen.next_hop_type == "VirtualAppliance"
