"""NAT gateway -> Microsoft.Network/natGateways; its subnets name it."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.arm.reading import Lift, ids_of
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.nat import outbound_slots
from aksdesigner.iac.read.said import made
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


def from_arm(lift: Lift) -> Iterator[NatGateway]:
    """Yield the gateways; addresses that are not drawn are counted."""
    for item in lift.of_type(NETWORK + "natGateways"):
        head = lift.head(item, "natgw")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        kind = sku.take("name")
        zones = tuple(head.said.get("zones", ()))
        addresses = ids_of(properties, "publicIpAddresses")
        drawn = lift.addresses(properties, addresses, head, zones, kind)
        prefixes = [
            lift.name_of(properties, value, "ippfx")
            for value in ids_of(properties, "publicIpPrefixes")
        ]
        only_drawn = len(drawn) == len(addresses) and bool(drawn or prefixes)
        gateway = made(
            head.said,
            NatGateway,
            **head.fields,
            zones=zones,
            sku=kind,
            idle_timeout=properties.take("idleTimeoutInMinutes"),
            ips=1 if only_drawn else len(addresses),
            public_ips=drawn,
            public_ip_prefixes=prefixes,
        )
        for said in (sku, properties, head.said):
            said.done()
        yield gateway
