"""CAP-15: Dedicated subnet below the recommendation."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import usable_of
from aksdesigner.analysis.facts.demand import extras_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-15",
    name="dedicated-subnet-below-recommendation",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Dedicated subnet below the recommendation",
    source="azure-rules B.6",
    remedy="Use the recommended size",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports dedicated subnets that Azure accepts and advises against: a GatewaySubnet smaller than /27, a RouteServerSubnet of /27.

    ## What it does
    Reports dedicated subnets that Azure accepts and advises against: a GatewaySubnet smaller
    than /27, a RouteServerSubnet of /27, a subnet smaller than /24 whose application gateway
    scales beyond the addresses that others leave.

    ## Why it matters
    A second gateway, active-active mode or more ExpressRoute circuits will not fit.

    ## Example
    GatewaySubnet as a /29.

    ## How to fix
    Resize it while nothing stands in it.

    ## References
    azure-rules B.6
    """
    for vnet in facts.topology.vnets:
        for subnet in vnet.subnets:
            dedicated = dedicated_for(subnet.name, subnet.delegation)
            if dedicated is None or not dedicated.warns:
                continue
            for prefix in subnet.prefixes:
                if (
                    prefix.version == 4
                    and dedicated.recommended < prefix.length <= dedicated.longest
                ):
                    yield RULE.found(
                        key_of("subnet", f"{vnet.name}/{subnet.name}"),
                        message=f"{vnet.name}/{subnet.name} is a /{prefix.length}; a "
                        f"/{dedicated.recommended} is recommended for {dedicated.service}",
                        remedy=f"Use a /{dedicated.recommended} or larger",
                        prefix=str(prefix),
                    )
    yield from _gateways(facts)


def _gateways(facts: Facts) -> Iterator[Finding]:
    """Yield gateways that scale by themselves in a subnet where others leave too few addresses."""
    advised = dedicated_for("", "Microsoft.Network/applicationGateways")
    for gateway in facts.topology.application_gateways:
        key = key_of("subnet", f"{gateway.vnet}/{gateway.subnet}")
        subnet = facts.index.at(key)
        if advised is None or not isinstance(subnet, Subnet) or gateway.capacity is not None:
            continue
        smallest = [p for p in subnet.prefixes if p.version == 4 and p.length > advised.recommended]
        extras = extras_in(facts, key)
        others = sum(e.count for e in extras if e.key != key_of("agw", gateway.name))
        own = gateway.max_capacity + (gateway.private_ip is not None)
        free = usable_of(subnet) - others
        if smallest and others and own > free and own <= usable_of(subnet):
            yield RULE.found(
                key,
                key_of("agw", gateway.name),
                message=f"{gateway.name} may need {own} addresses, and others leave {free} in "
                f"{gateway.vnet}/{gateway.subnet}; a /{advised.recommended} is recommended",
                remedy=f"Use a /{advised.recommended} or larger",
                need=own,
                free=free,
            )
