"""Subnets of a fixed name that a drawing may lack."""

from __future__ import annotations

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Parameter, Property
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.value_rules import id_rule
from aksdesigner.model.ids import Key, key_of

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"


def asked_subnet(
    draft: Draft, key: Key, vnet: str | None, subnet: str | None, user: str = ""
) -> Property | Parameter:
    """Return the id of a subnet by its name: drawn, or asked for where the drawing lacks it.

    `user` is what one that has no name is asked for by.
    """
    if subnet and draft.design.subnet(vnet, subnet):
        return draft.id_of(subnet_key(vnet or "", subnet))
    name = subnet or user
    label = f"{vnet} {name} id" if vnet else f"{name} subnet id"
    place = f" of virtual network {vnet}" if vnet else ""
    return draft.ask(
        label,
        f"Resource id of the subnet {name}{place}, which the design does not show.",
        example=resource_id(SUBNETS),
        rule=id_rule(SUBNETS),
        stands_for=(subnet_key(vnet, subnet) if subnet else key_of("subnet", vnet)) if vnet else "",
        resource=key,
    )
