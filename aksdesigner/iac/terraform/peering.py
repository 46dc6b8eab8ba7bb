"""Peering -> azurerm_virtual_network_peering, one half each."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.network import before_peering, peering_name
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.peering import Peering


def to_azurerm(draft: Draft, key: Key, peering: Peering) -> None:
    """Declare a half, after the gateway that it offers or uses."""
    owner = draft.symbols.symbol(key_of("vnet", peering.from_))
    draft.declare(
        "azurerm_virtual_network_peering",
        key,
        {
            "name": peering_name(draft, key, peering),
            "resource_group_name": GROUP,
            "virtual_network_name": Property(owner, ("name",)),
            "remote_virtual_network_id": draft.id_of(key_of("vnet", peering.to)),
            "allow_virtual_network_access": peering.allow_virtual_network_access,
            "allow_forwarded_traffic": peering.allow_forwarded_traffic,
            "allow_gateway_transit": peering.allow_gateway_transit,
            "use_remote_gateways": peering.use_remote_gateways,
        },
        depends_on=tuple(draft.symbols.symbol(k) for k in before_peering(draft, peering)),
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> Peering | None:
    """Return the half that a resource says; a derived name is none of its own."""
    said = lift.said(resource)
    name = said.take("name")
    owner = lift.target(said, said.take("virtual_network_name"), ("name",))
    lift.group_of(said, [lift.resource(owner)] if owner else [], "network")
    near = lift.name_at(owner) if owner else ""
    far = lift.take_named(said, "remote_virtual_network_id", "vnet")
    drawn = lift.drawn.design.index.get(Peering, f"{near}>{far}")
    flags = (
        "allow_virtual_network_access",
        "allow_forwarded_traffic",
        "allow_gateway_transit",
        "use_remote_gateways",
    )
    return lift.made(
        said,
        Peering,
        from_=near,
        to=far,
        azure_name=name if drawn and drawn.azure_name else None,
        uid=drawn.uid if drawn else None,
        **{flag: said.take(flag) for flag in flags},
    )
