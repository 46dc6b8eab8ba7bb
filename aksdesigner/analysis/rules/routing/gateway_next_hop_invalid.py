"""RTE-08: Gateway next hop invalid."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import subnets_with
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-08",
    name="gateway-next-hop-invalid",
    topic="routing",
    severity="error",
    since="0.1",
    title="Gateway next hop invalid",
    source="azure-rules C.1, G.4 RTE-08",
    remedy="Announce the route by BGP, or use an appliance",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports routes to the virtual network gateway where no VPN gateway can be reached, or an ExpressRoute gateway is there.

    ## What it does
    Reports routes to the virtual network gateway where no VPN gateway can be reached, or an
    ExpressRoute gateway is there.

    ## Why it matters
    A user route to a gateway works with a VPN gateway alone; packets are dropped otherwise.

    ## Example
    0.0.0.0/0 to VirtualNetworkGateway in a network without gateway.

    ## How to fix
    Announce the route by BGP, or use an appliance.

    ## References
    azure-rules C.1, G.4 RTE-08
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    routes = [r for r in table.routes if r.next_hop_type == "VirtualNetworkGateway"]
    for key, _ in subnets_with(facts, table.name) if routes else ():
        fault = _fault(facts, key)
        if fault:
            yield RULE.found(
                key_of("rt", table.name),
                key,
                message=f"{table.name} sends {routes[0].prefix} of {label_of(key)} to the gateway, "
                f"{fault}",
                route=routes[0].name,
            )
            break


def _fault(facts: Facts, subnet: Key) -> str | None:
    use = facts.gateway_of(network_of(subnet))
    found = [facts.index.at(key) for key in use.gateways] if use else []
    types = {g.type for g in found if isinstance(g, NetworkGateway)}
    if types == {"Vpn"}:
        return None
    if not types:
        return None if facts.settings.partial else "and no gateway can be reached"
    if types == {"ExpressRoute"}:
        return "and there is only an ExpressRoute gateway"
    return "and VPN and ExpressRoute gateways stand side by side"
