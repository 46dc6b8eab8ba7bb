"""Private endpoint -> azurerm_private_endpoint with its zone group."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, blocks
from aksdesigner.iac.plan.endpoint import MEMBERS, Link, link_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> PrivateEndpoint | None:
    """Return the endpoint that a resource says."""
    said = lift.said(resource)
    vnet, subnet = lift.subnet(said, "subnet_id")
    drawn = lift.drawn_of("pe", resource)
    link = said.lone("private_service_connection")
    values: dict[str, Any] = _read_target(lift, link, drawn, resource) if link else {}
    chosen = said.lone("ip_configuration") if said.has("ip_configuration") else None
    if chosen:
        chosen.must("name", "ipconfig1")
        group = (values.get("group_ids") or [""])[0]
        chosen.must("subresource_name", group)
        chosen.must("member_name", MEMBERS.get(str(group).lower()))
        values["ips"] = [chosen.take("private_ip_address")]
        chosen.done()
    zones = said.lone("private_dns_zone_group") if said.has("private_dns_zone_group") else None
    if zones:
        zones.must("name", "default")
        ids = zones.take("private_dns_zone_ids") or []
        values["zone_group"] = [_read_zone(lift, zones, i, v, drawn) for i, v in enumerate(ids)]
        zones.done()
    head = lift.head(said, "pe")
    return lift.made(said, PrivateEndpoint, **head, vnet=vnet, subnet=subnet, **values)


def _read_target(lift: Lift, said: Said, drawn: Any, resource: TerraformResource) -> dict[str, Any]:
    """Return what the endpoint leads to; whose id is filled in says the drawing alone."""
    said.must("name", resource.body.get("name"))
    said.must("is_manual_connection", value=False)
    value = said.take("private_connection_resource_id")
    groups = said.get("subresource_names")
    if groups == []:
        said.report("subresource_names is empty")
    groups = groups or []
    out: dict[str, Any] = {"group_ids": [g for g in groups if not isinstance(g, Asked)]}
    if isinstance(value, Asked):
        made = lift.is_made("paas", drawn.target) if drawn and drawn.target else False
        out["target"] = drawn.target if drawn and not made else None
    else:
        address = lift.target(said, value)
        kind = lift.kind_at(address) if address else ""
        name = lift.name_at(address) if address else None
        out["link_service" if kind == "pls" else "target"] = name
        if kind == "paas" and not groups:
            said.report("subresource_names is missing")
    said.done()
    return out


def _read_zone(lift: Lift, said: Said, index: int, value: Any, drawn: Any) -> str | None:
    if not isinstance(value, Asked):
        return lift.named(said, "private_dns_zone_ids", "zone", value)
    names = drawn.zone_group if drawn else ()
    known = names[index] if index < len(names) else ""
    if not known or lift.drawn.design.index.at(f"zone:{known}") is not None:
        said.report(f"zone {index + 1} is a parameter, and the drawing has it")
        return None
    return str(known)
