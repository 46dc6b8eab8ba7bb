"""NAT gateway -> azurerm_nat_gateway, its public addresses and their associations."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.nat import outbound_slots
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.nat_gateway import NatGateway


def to_azurerm(draft: Draft, key: Key, gateway: NatGateway) -> None:
    """Declare the gateway and tie its addresses to it."""
    draft.declare(
        "azurerm_nat_gateway",
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "sku_name": gateway.sku,
            "idle_timeout_in_minutes": gateway.idle_timeout,
            "zones": list(gateway.zones) or None,
            "tags": tags(gateway),
        },
    )
    for slot in outbound_slots(draft, key, gateway):
        address = address_of(draft, key, gateway, slot, zones=gateway.zones, sku=gateway.sku)
        draft.declare(
            "azurerm_nat_gateway_public_ip_association",
            key,
            {
                "nat_gateway_id": draft.id_of(key),
                "public_ip_address_id": Property(address, ("id",)),
            },
            f"association {slot.drawn or key_of('pip', slot.name)}",
        )
    for name in gateway.public_ip_prefixes:
        prefix = key_of("ippfx", name)
        draft.declare(
            "azurerm_nat_gateway_public_ip_prefix_association",
            key,
            {"nat_gateway_id": draft.id_of(key), "public_ip_prefix_id": draft.id_of(prefix)},
            f"association {prefix}",
        )
