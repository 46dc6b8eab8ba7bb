"""PEP-07: Endpoint and network in different regions."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="PEP-07",
    name="endpoint-in-another-region",
    topic="endpoint",
    severity="error",
    since="0.1",
    title="Endpoint and network in different regions",
    source="azure-rules G.6 PEP-07",
    remedy="Use the network's region",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints whose region is not that of their network.

    ## What it does
    Reports private endpoints whose region is not that of their network.

    ## Why it matters
    Azure refuses the endpoint; only the service may be elsewhere.

    ## Example
    An endpoint of northeurope in a network of westeurope.

    ## How to fix
    Use the network's region.

    ## References
    azure-rules G.6 PEP-07
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        vnet = facts.index.get(VirtualNetwork, endpoint.vnet)
        there = (vnet.region if vnet else None) or facts.settings.region
        if endpoint.region and there and endpoint.region.casefold() != there.casefold():
            yield RULE.found(
                key,
                key_of("vnet", endpoint.vnet),
                message=f"{endpoint.name} is in {endpoint.region}, its network {endpoint.vnet} in "
                f"{there}",
            )
