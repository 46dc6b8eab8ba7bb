"""RTE-24: Own-network route hairpins the subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import first_address, route_table_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="RTE-24",
    name="hairpin-within-subnet",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Own-network route hairpins the subnet",
    source="azure-rules F-06, G.4 RTE-24",
    remedy="Add the subnet's own prefix with next hop VnetLocal",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports tables that send the whole prefix of the subnet's own network to an appliance without keeping the subnet's prefix local.

    ## What it does
    Reports tables that send the whole prefix of the subnet's own network to an appliance
    without keeping the subnet's prefix local.

    ## Why it matters
    Traffic between two machines of one subnet then goes through the appliance.

    ## Example
    10.1.0.0/16 to the firewall on a subnet of 10.1.0.0/16.

    ## How to fix
    Add the subnet's own prefix with next hop VnetLocal.

    ## References
    azure-rules F-06, G.4 RTE-24
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            table, address = route_table_of(facts, subnet), first_address(subnet)
            spaces = [space.network for space in vnet.prefixes]
            whole = [
                route
                for route in (table.routes if table else ())
                if isinstance(route.prefix, Cidr)
                and route.prefix.network in spaces
                and route.next_hop_type == "VirtualAppliance"
                and address is not None
                and route.prefix.contains(address)
            ]
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            if not whole or address is None or table is None:
                continue
            chosen = facts.selected_route(key, address).route
            if chosen is not None and chosen.next_hop_type == "VirtualAppliance":
                yield RULE.found(
                    key,
                    key_of("rt", table.name),
                    message=f"{vnet.name}/{subnet.name} sends its own traffic to "
                    f"{whole[0].next_hop_ip}: {whole[0].name} covers {whole[0].prefix}",
                    remedy=f"Add {subnet.prefixes[0]} with next hop VnetLocal to {table.name}",
                    route=whole[0].name,
                )
