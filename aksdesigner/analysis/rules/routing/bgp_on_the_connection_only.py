"""RTE-29: BGP on the connection only."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway

RULE = Rule(
    code="RTE-29",
    name="bgp-on-the-connection-only",
    topic="routing",
    severity="error",
    since="0.1",
    title="BGP on the connection only",
    source="azure-rules G.4 RTE-29",
    remedy="Enable BGP on the gateways",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports connections with BGP whose gateway, or peer gateway, has none.

    ## What it does
    Reports connections with BGP whose gateway, or peer gateway, has none.

    ## Why it matters
    No route is exchanged.

    ## Example
    bgp true on the connection, not on the gateway.

    ## How to fix
    Enable BGP on both.

    ## References
    azure-rules G.4 RTE-29
    """
    for gateway in facts.topology.gateways:
        if gateway.type != "Vpn":
            continue
        for connection in gateway.connections:
            peer = facts.index.get(NetworkGateway, connection.peer_gateway)
            silent = [g.name for g in (gateway, peer) if g is not None and not g.bgp]
            if connection.bgp and silent:
                other = connection.name or connection.site or connection.peer_gateway or "unnamed"
                yield RULE.found(
                    key_of("gw", gateway.name),
                    message=f"Connection {other} of {gateway.name} uses BGP, and {listed(silent)} does "
                    "not",
                    remedy=f"Enable BGP on {listed(silent)}",
                    gateways=silent,
                )
