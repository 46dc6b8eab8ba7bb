"""DNS-01: Private endpoint resolves publicly."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.endpoint_names import (
    answer_in,
    consumers_of,
    holds_pool,
    is_closed,
    name_of,
    needed_zones,
)
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="DNS-01",
    name="endpoint-resolves-publicly",
    topic="dns",
    severity="error",
    since="0.1",
    title="Private endpoint resolves publicly",
    source="azure-rules E.2, G.6 DNS-01",
    remedy="Link the zone to the network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that use a private endpoint and whose DNS still answers its name with the public address; an error where public access is closed and AKS nodes or declared consumers ask.

    ## What it does
    Reports networks that use a private endpoint and whose DNS, whatever servers and forwarders
    it asks, still answers its name with the public address; an error where public access is closed
    and AKS nodes or declared consumers ask.

    ## Why it matters
    Traffic leaves by the Internet, or fails, though the endpoint is there.

    ## Example
    A zone that is linked to the hub and not to the spoke.

    ## How to fix
    Link the zone to the network.

    ## References
    azure-rules E.2, G.6 DNS-01
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        for vnet in consumers_of(facts, key):
            if answer_in(facts, key, vnet) != "public":
                continue
            closed = is_closed(facts, endpoint)
            matters = bool(endpoint.consumers) or holds_pool(facts, vnet)
            zone = needed_zones(facts, endpoint)[0].zones[0]
            name = name_of(facts, endpoint) or endpoint.name
            yield RULE.found(
                key,
                vnet,
                message=f"{name} resolves to its public address in {label_of(vnet)}: {zone} does not "
                "answer there" + (", and public access is disabled" if closed else ""),
                remedy=f"Link {zone} to {label_of(vnet)}",
                severity="error" if closed and matters else "warning",
                vnet=label_of(vnet),
                zone=zone,
            )
