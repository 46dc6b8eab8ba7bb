"""CAP-16: Application Gateway subnet too small."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import is_sized, usable_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of, listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-16",
    name="application-gateway-subnet-too-small",
    topic="capacity",
    severity="error",
    since="0.2",
    title="Application Gateway subnet too small",
    source="azure-rules B.6, G.2 CAP-16",
    remedy="Use a larger subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets whose application gateways may have more instances than the subnet has addresses.

    ## What it does
    Reports subnets whose application gateways may have more instances than the subnet has
    addresses.

    ## Why it matters
    Each instance takes an address, and a private frontend one more; scaling out fails under load.

    ## Example
    20 instances in a /28, which has 11 addresses.

    ## How to fix
    Use a /24, which serves every count of instances.

    ## References
    azure-rules B.6, G.2 CAP-16
    """
    homes: dict[Key, list[ApplicationGateway]] = {}
    for gateway in facts.topology.application_gateways:
        homes.setdefault(key_of("subnet", f"{gateway.vnet}/{gateway.subnet}"), []).append(gateway)
    for key, gateways in homes.items():
        subnet = facts.index.at(key)
        if not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        usable = usable_of(subnet)
        instances = sum(gateway.most_instances for gateway in gateways)
        frontends = sum(gateway.private_ip is not None for gateway in gateways)
        if instances + frontends > usable:
            private = f" + {count_of(frontends, 'private frontend')}" if frontends else ""
            yield RULE.found(
                key,
                *(key_of("agw", gateway.name) for gateway in gateways),
                message=f"{label_of(key)} has {count_of(usable, 'address')}; "
                f"{listed(gateway.name for gateway in gateways)} may need {number(instances)} "
                f"instances{private} = {number(instances + frontends)}",
                usable=usable,
                need=instances + frontends,
            )
