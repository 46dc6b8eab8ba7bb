"""NAT gateway -> Microsoft.Network/natGateways; its subnets name it."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.nat import outbound_slots
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.nat_gateway import NatGateway


def to_arm(draft: Draft, key: Key, gateway: NatGateway) -> None:
    """Declare the gateway and its public addresses."""
    symbols = [
        address_of(draft, key, gateway, slot, zones=gateway.zones, sku=gateway.sku)
        for slot in outbound_slots(draft, key, gateway)
    ]
    prefixes = [draft.id_of(key_of("ippfx", name)) for name in gateway.public_ip_prefixes]
    draft.declare(
        versioned(NETWORK + "natGateways"),
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "sku": {"name": gateway.sku},
            "zones": list(gateway.zones) or None,
            "properties": {
                "idleTimeoutInMinutes": gateway.idle_timeout,
                "publicIpAddresses": [reference(Property(s, ("id",))) for s in symbols] or None,
                "publicIpPrefixes": [reference(prefix) for prefix in prefixes] or None,
            },
        },
    )
