"""Virtual network -> azurerm_virtual_network."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import blocks
from aksdesigner.iac.plan.network import address_space
from aksdesigner.iac.terraform.body import head, tags, texts
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
