"""PEER-04: Remote gateway not offered."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import gateways_in
from aksdesigner.analysis.facts.unmodelled import vnets_with
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="PEER-04",
    name="remote-gateway-not-offered",
    topic="peering",
    severity="error",
    since="0.1",
    title="Remote gateway not offered",
    source="azure-rules G.3 PEER-04, C.3",
    remedy="Allow gateway transit on the remote half",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports peerings that use remote gateways while the remote network does not offer one, or has none.

    ## What it does
    Reports peerings that use remote gateways while the remote network does not offer one, or
    has none.

    ## Why it matters
    Azure refuses the peering, and no on-premises route arrives.

    ## Example
    useRemoteGateways on the spoke and no allowGatewayTransit on the hub.

    ## How to fix
    Allow gateway transit on the remote half; create the gateway first.

    ## References
    azure-rules G.3 PEER-04, C.3
    """
    halves = {(p.from_, p.to): p for p in facts.topology.peerings}
    for peering in facts.topology.peerings:
        if not peering.use_remote_gateways:
            continue
        key, remote = key_of("peering", peering.name), vnet_key(peering.to)
        offer = halves.get((peering.to, peering.from_))
        if offer is not None and not offer.allow_gateway_transit:
            yield RULE.found(
                key,
                key_of("peering", offer.name),
                message=f"{peering.from_} uses the gateway of {peering.to}, which does not offer it: "
                f"allowGatewayTransit is off on {offer.name}",
                remedy=f"Allow gateway transit on {offer.name}",
            )
        if not gateways_in(facts, remote) and remote not in vnets_with(facts, "routeServers"):
            elsewhere = _may_be_elsewhere(facts, peering.to)
            yield RULE.found(
                key,
                remote,
                message=f"{peering.from_} uses the gateway of {peering.to}, which has none"
                + (" in this design" if elsewhere else ""),
                remedy=f"Add a gateway to {peering.to}, or clear use remote gateways",
                severity="warning" if elsewhere else "error",
            )


def _may_be_elsewhere(facts: Facts, name: str) -> bool:
    vnet = facts.index.get(VirtualNetwork, name)
    names = {subnet.name for subnet in vnet.subnets} if vnet else set()
    return facts.settings.partial or bool(names & {"GatewaySubnet", "RouteServerSubnet"})
