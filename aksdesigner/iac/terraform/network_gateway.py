"""VPN and ExpressRoute gateways -> azurerm gateways, local gateways and connections."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.connection import Tunnel, gateway_sku, gateway_slots, tunnels_of
from aksdesigner.iac.plan.network import earlier_gateways
from aksdesigner.iac.plan.public_address import zones_of_addresses
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform import on_premises
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway


def to_azurerm(draft: Draft, key: Key, gateway: NetworkGateway) -> None:
    """Declare the gateway, its addresses, and its connections with the sites behind them."""
    subnet = asked_subnet(draft, key, gateway.vnet, "GatewaySubnet")
    draft.declare(
        "azurerm_virtual_network_gateway",
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "type": gateway.type,
            "vpn_type": "RouteBased" if gateway.type == "Vpn" else None,
            "sku": gateway_sku(draft, key, gateway),
            "active_active": gateway.active_active,
            "bgp_enabled": gateway.bgp,
            "tags": tags(gateway),
            "bgp_settings": blocks({"asn": gateway.asn}) if gateway.asn else None,
            "ip_configuration": _configurations(draft, key, gateway, subnet),
        },
        depends_on=earlier_gateways(draft, key, gateway),
    )
    for tunnel in tunnels_of(draft, key, gateway):
        _tunnel(draft, key, gateway, tunnel)


def _configurations(draft: Draft, key: Key, gateway: NetworkGateway, subnet: Expression) -> Blocks:
    out: list[dict[str, Raw]] = []
    slots = gateway_slots(draft, key, gateway)
    zones = zones_of_addresses(draft, key, gateway, slots)
    for suffix, slot in zip(numbered(len(slots)), slots, strict=True):
        address = address_of(draft, key, gateway, slot, zones=zones)
        out.append(
            {
                "name": with_suffix("ipconfig", suffix),
                "subnet_id": subnet,
                "public_ip_address_id": Property(address, ("id",)),
                "private_ip_address_allocation": "Dynamic",
            }
        )
    return blocks(*out)


def _tunnel(draft: Draft, key: Key, gateway: NetworkGateway, tunnel: Tunnel) -> None:
    far: dict[str, Raw] = {}
    if tunnel.type == "IPsec":
        role = tunnel.site.role if tunnel.site else ""
        if tunnel.site and not draft.has(tunnel.site_key, role):
            on_premises.to_azurerm(draft, gateway, tunnel.site_key, tunnel.site)
        far["local_network_gateway_id"] = draft.id_of(tunnel.site_key, role)
    elif tunnel.type == "Vnet2Vnet":
        far["peer_virtual_network_gateway_id"] = draft.id_of(tunnel.peer)
    else:
        far["express_route_circuit_id"] = tunnel.circuit
    draft.declare(
        "azurerm_virtual_network_gateway_connection",
        key,
        {
            **head(draft, gateway, tunnel.name),
            "type": tunnel.type,
            "virtual_network_gateway_id": draft.id_of(key),
            **far,
            "bgp_enabled": tunnel.bgp,
            "shared_key": tunnel.shared_key,
            "tags": tags(gateway),
        },
        tunnel.role,
    )


CONNECTION = "azurerm_virtual_network_gateway_connection"


def from_azurerm(lift: Lift, resource: TerraformResource) -> NetworkGateway | None:
    """Return the gateway that a resource and its connections say."""
    said = lift.said(resource)
    kind = said.take("type")
    if kind == "Vpn":
        said.must("vpn_type", "RouteBased")
    bgp = said.lone("bgp_settings") if said.has("bgp_settings") else None
    asn = bgp.take("asn") if bgp else None
    if bgp:
        bgp.done()
    drawn: Any = lift.drawn_of("gw", resource)
    beside = lift.beside(CONNECTION, "virtual_network_gateway_id", resource.address)
    connections = [_read_tunnel(lift, item, kind, drawn, resource) for _, item in beside]
    return lift.made(
        said,
        NetworkGateway,
        **lift.head(said, "gw"),
        type=kind,
        sku=said.drawn("sku"),
        active_active=said.take("active_active"),
        bgp=said.take("bgp_enabled"),
        asn=asn,
        connections=[item for item in connections if item],
        **_read_configurations(lift, said, resource),
    )


def _read_configurations(lift: Lift, said: Said, resource: TerraformResource) -> dict[str, Any]:
    values, place = [], ""
    items = list(said.each("ip_configuration", needed=True))
    for item in items:
        item.take("name")
        item.must("private_ip_address_allocation", "Dynamic")
        vnet, subnet = lift.place(item, "subnet_id", "gw", resource, "GatewaySubnet")
        if subnet != "GatewaySubnet":
            item.report(f"it stands in {subnet}, expected GatewaySubnet")
        place = vnet or place
        values.append(item.take("public_ip_address_id"))
        item.done()
    if len(items) != (2 if resource.body.get("active_active") else 1):
        said.report(f"it has {len(items)} addresses, expected one for each active instance")
    zones = lift.zones_of(values)
    names = lift.addresses(said, values, lift.owner_of(resource, zones))
    return {"vnet": place, "public_ips": names, "zones": zones}


def _read_tunnel(
    lift: Lift, said: Said, kind: Any, drawn: Any, gateway: TerraformResource
) -> Connection | None:
    name = said.take("name")
    said.must("location", gateway.body.get("location"))
    said.must("resource_group_name", gateway.body.get("resource_group_name"))
    if (said.get("tags") or {}) != (gateway.body.get("tags") or {}):
        said.report("tags are not those of its gateway")
    names = {c.name for c in drawn.connections} if drawn else set()
    far: dict[str, Any] = {}
    tunnel = said.take("type")
    if tunnel == "ExpressRoute" and kind == "ExpressRoute":
        far["circuit"] = lift.take_named(said, "express_route_circuit_id", "er")
    elif tunnel == "Vnet2Vnet":
        far["peer_gateway"] = lift.take_named(said, "peer_virtual_network_gateway_id", "gw")
        said.asked("shared_key")
    elif tunnel == "IPsec":
        said.asked("shared_key")
        value = said.take("local_network_gateway_id")
        address = lift.target(said, value)
        far = on_premises.read_end(lift, address, drawn) if address else {}
    else:
        said.report(f"type is {tunnel!r} at a gateway of type {kind}")
    bgp = said.take("bgp_enabled")
    if tunnel == "IPsec" and far.pop("bgp", bgp) != bgp:
        said.report("BGP is on at one end only")
    return lift.made(said, Connection, name=name if name in names else None, bgp=bgp, **far)
