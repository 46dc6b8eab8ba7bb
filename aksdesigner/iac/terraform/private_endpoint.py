"""Private endpoint -> azurerm_private_endpoint with its zone group."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, blocks
from aksdesigner.iac.plan.endpoint import Link, link_of
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint


def to_azurerm(draft: Draft, key: Key, endpoint: PrivateEndpoint) -> None:
    """Declare the endpoint and, where zones get its record, the zone group."""
    link = link_of(draft, key, endpoint)
    zones = {"name": "default", "private_dns_zone_ids": list(link.zones)}
    draft.declare(
        "azurerm_private_endpoint",
        key,
        {
            **head(draft, endpoint, real_name(endpoint)),
            "subnet_id": draft.id_of(subnet_key(endpoint.vnet, endpoint.subnet)),
            "tags": tags(endpoint),
            "private_service_connection": blocks(
                {
                    "name": real_name(endpoint),
                    "is_manual_connection": False,
                    "private_connection_resource_id": link.target,
                    "subresource_names": list(link.groups) or None,
                }
            ),
            "ip_configuration": _address(link),
            "private_dns_zone_group": blocks(zones) if link.zones else None,
        },
    )


def _address(link: Link) -> Blocks | None:
    if link.address is None:
        return None
    return blocks(
        {
            "name": "ipconfig1",
            "subresource_name": link.groups[0],
            "member_name": link.member,
            "private_ip_address": str(link.address),
        }
    )
