"""NSG-07: Security group blocks the platform of an Application Gateway."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="NSG-07",
    name="gateway-group-blocks-platform",
    topic="security",
    severity="error",
    since="0.2",
    title="Security group blocks the platform of an Application Gateway",
    source="azure-rules D-10, G.7 NSG-07",
    remedy="Allow GatewayManager 65200-65535, AzureLoadBalancer and outbound Internet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups on subnets of application gateways that deny what the platform needs: 65200-65535 from GatewayManager, AzureLoadBalancer, and the Internet outbound.

    ## What it does
    Reports security groups on subnets of application gateways that deny what the platform needs:
    65200-65535 from GatewayManager, AzureLoadBalancer, and the Internet outbound.

    ## Why it matters
    The gateway's health is unknown and it is not updated; its deployment fails.

    ## Example
    A group that allows 443 from the Internet and nothing else inbound.

    ## How to fix
    Add the rules. A gateway with network isolation needs none of them.

    ## References
    azure-rules D-10, G.7 NSG-07
    """
    seen: set[Key] = set()
    for gateway in facts.topology.application_gateways:
        key = key_of("subnet", f"{gateway.vnet}/{gateway.subnet}")
        subnet = facts.index.at(key)
        if gateway.network_isolation or key in seen or not isinstance(subnet, Subnet):
            continue
        seen.add(key)
        own = first_assignable(subnet)
        missing = list(_missing(facts, key, own)) if subnet.nsg is not None and own else []
        if missing:
            yield RULE.found(
                key,
                key_of("nsg", subnet.nsg or ""),
                key_of("agw", gateway.name),
                message=f"{subnet.nsg} on {label_of(key)} denies {listed(missing)}",
                denied=missing,
            )


MANAGEMENT_PORTS = (65_200, 65_535)


def _missing(facts: Facts, key: Key, own: Address) -> Iterator[str]:
    here = str(own)
    asked = [
        *(
            (f"{port} from GatewayManager", "Inbound", "tag:GatewayManager", here, port)
            for port in MANAGEMENT_PORTS
        ),
        ("probes of AzureLoadBalancer", "Inbound", "tag:AzureLoadBalancer", here, 443),
        ("the Internet outbound", "Outbound", here, "tag:Internet", 443),
    ]
    for what, way, src, dst, port in asked:
        if facts.nsg(key, way, src, dst, "Tcp", port).access == "Deny":
            yield what
