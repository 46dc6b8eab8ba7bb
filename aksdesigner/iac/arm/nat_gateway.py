"""NAT gateway -> Microsoft.Network/natGateways; its subnets name it."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, public_ip, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.nat_gateway import NatGateway


def to_arm(draft: Draft, key: Key, gateway: NatGateway) -> None:
    """Declare the gateway and its public addresses."""
    symbols = []
    for suffix in numbered(gateway.ips):
        role = f"pip {suffix}"
        name = draft.names.derived("pip", with_suffix(real_name(gateway), suffix), key, role)
        symbols.append(
            public_ip(draft, key, gateway, name, role, zones=gateway.zones, sku=gateway.sku)
        )
    draft.declare(
        versioned(NETWORK + "natGateways"),
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "sku": {"name": gateway.sku},
            "zones": list(gateway.zones) or None,
            "properties": {
                "idleTimeoutInMinutes": gateway.idle_timeout,
                "publicIpAddresses": [reference(Property(s, ("id",))) for s in symbols],
            },
        },
    )
