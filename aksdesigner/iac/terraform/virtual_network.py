"""Virtual network -> azurerm_virtual_network."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import blocks
from aksdesigner.iac.plan.network import address_space
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform import subnet as subnets
from aksdesigner.iac.terraform.body import head, tags, texts
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def to_azurerm(draft: Draft, key: Key, network: VirtualNetwork) -> None:
    """Declare the network; its subnets are resources of their own."""
    plan = draft.id_of(key_of("ddos", network.ddos_plan)) if network.ddos_plan else None
    draft.declare(
        "azurerm_virtual_network",
        key,
        {
            **head(draft, network, real_name(network)),
            "address_space": address_space(draft, key, network),
            "dns_servers": texts(network.dns_servers),
            "tags": tags(network),
            "ddos_protection_plan": blocks({"id": plan, "enable": True}) if plan else None,
            "encryption": blocks({"enforcement": "AllowUnencrypted"})
            if network.encryption
            else None,
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> VirtualNetwork | None:
    """Return the network that a resource says, with its subnets."""
    said = lift.said(resource)
    found = [
        subnets.from_azurerm(lift, item)
        for item in list(lift.of_type("azurerm_subnet"))
        if item.body.get("virtual_network_name") == Reference(resource.address, ("name",))
    ]
    return lift.made(
        said,
        VirtualNetwork,
        **lift.head(said, "vnet"),
        prefixes=said.drawn("address_space"),
        dns_servers=said.get("dns_servers"),
        ddos_plan=_read_plan(lift, said),
        encryption=_read_encryption(said),
        subnets=[item for item in found if item],
    )


def _read_plan(lift: Lift, said: Said) -> str | None:
    plan = said.lone("ddos_protection_plan") if said.has("ddos_protection_plan") else None
    if plan is None:
        return None
    plan.must("enable", value=True)
    name = lift.take_named(plan, "id", "ddos")
    plan.done()
    return name


def _read_encryption(said: Said) -> Any:
    inner = said.lone("encryption") if said.has("encryption") else None
    if inner is None:
        return False
    inner.must("enforcement", "AllowUnencrypted")
    inner.done()
    return True
