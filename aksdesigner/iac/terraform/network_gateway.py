"""VPN and ExpressRoute gateways -> azurerm gateways, local gateways and connections."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.connection import Tunnel, gateway_sku, gateway_slots, tunnels_of
from aksdesigner.iac.plan.network import earlier_gateways
from aksdesigner.iac.plan.public_address import zones_of_addresses
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.terraform import on_premises
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import NetworkGateway


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
