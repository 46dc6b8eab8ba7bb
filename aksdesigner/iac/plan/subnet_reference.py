"""Subnets of a fixed name that a drawing may lack."""

from __future__ import annotations

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Parameter, Property
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.model.ids import Key

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"


def asked_subnet(draft: Draft, key: Key, vnet: str | None, name: str) -> Property | Parameter:
    """Return the id of a subnet by its name: drawn, or asked for where the drawing lacks it."""
    if draft.design.subnet(vnet, name):
        return draft.id_of(subnet_key(vnet or "", name))
    label = f"{vnet} {name} id" if vnet else f"{name} subnet id"
    place = f" of virtual network {vnet}" if vnet else ""
    return draft.ask(
        label,
        f"Resource id of the subnet {name}{place}, which the design does not show.",
        example=resource_id(SUBNETS),
        stands_for=subnet_key(vnet, name) if vnet else "",
        resource=key,
    )
