"""NAT gateway -> azurerm_nat_gateway, its public addresses and their associations."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.nat import outbound_slots
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> NatGateway | None:
    """Return the gateway that a resource and its associations say."""
    said = lift.said(resource)
    sku = said.take("sku_name")
    owner = lift.owner_of(resource)
    tied = "azurerm_nat_gateway_public_ip"
    values = []
    for _, item in lift.beside(f"{tied}_association", "nat_gateway_id", resource.address):
        values.append(item.take("public_ip_address_id"))
        item.done()
    prefixes = []
    for _, item in lift.beside(f"{tied}_prefix_association", "nat_gateway_id", resource.address):
        prefixes.append(lift.take_named(item, "public_ip_prefix_id", "ippfx"))
        item.done()
    return lift.made(
        said,
        NatGateway,
        **lift.head(said, "natgw"),
        sku=sku,
        idle_timeout=said.take("idle_timeout_in_minutes"),
        zones=said.get("zones"),
        ips=max(1, len(values)),
        public_ips=lift.addresses(said, values, owner, str(sku)),
        public_ip_prefixes=[name for name in prefixes if name],
    )
