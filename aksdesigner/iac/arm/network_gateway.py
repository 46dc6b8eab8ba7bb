"""VPN and ExpressRoute gateways -> virtualNetworkGateways, local gateways, connections."""

from __future__ import annotations

from aksdesigner.iac.arm import on_premises
from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.connection import Tunnel, gateway_sku, gateway_slots, tunnels_of
from aksdesigner.iac.plan.network import earlier_gateways
from aksdesigner.iac.plan.public_address import zones_of_addresses
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import NetworkGateway


def to_arm(draft: Draft, key: Key, gateway: NetworkGateway) -> None:
    """Declare the gateway, its addresses, and its connections with the sites behind them."""
    subnet = asked_subnet(draft, key, gateway.vnet, "GatewaySubnet")
    sku = gateway_sku(draft, key, gateway)
    draft.declare(
        versioned(NETWORK + "virtualNetworkGateways"),
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "properties": {
                "gatewayType": gateway.type,
                "vpnType": "RouteBased" if gateway.type == "Vpn" else None,
                "sku": {"name": sku, "tier": sku},
                "activeActive": gateway.active_active,
                "enableBgp": gateway.bgp,
                "bgpSettings": {"asn": gateway.asn} if gateway.asn else None,
                "ipConfigurations": _configurations(draft, key, gateway, subnet),
            },
        },
        depends_on=earlier_gateways(draft, key, gateway),
    )
    for tunnel in tunnels_of(draft, key, gateway):
        _tunnel(draft, key, gateway, tunnel)


def _configurations(draft: Draft, key: Key, gateway: NetworkGateway, subnet: Expression) -> Raw:
    out: list[Raw] = []
    slots = gateway_slots(draft, key, gateway)
    zones = zones_of_addresses(draft, key, gateway, slots)
    for suffix, slot in zip(numbered(len(slots)), slots, strict=True):
        address = address_of(draft, key, gateway, slot, zones=zones)
        out.append(
            {
                "name": with_suffix("ipconfig", suffix),
                "properties": {
                    "privateIPAllocationMethod": "Dynamic",
                    "subnet": reference(subnet),
                    "publicIPAddress": reference(Property(address, ("id",))),
                },
            }
        )
    return out


def _tunnel(draft: Draft, key: Key, gateway: NetworkGateway, tunnel: Tunnel) -> None:
    far: dict[str, Raw] = {}
    if tunnel.type == "IPsec":
        role = tunnel.site.role if tunnel.site else ""
        if tunnel.site and not draft.has(tunnel.site_key, role):
            on_premises.to_arm(draft, gateway, tunnel.site_key, tunnel.site)
        far["localNetworkGateway2"] = _end(draft.id_of(tunnel.site_key, role))
    elif tunnel.type == "Vnet2Vnet":
        far["virtualNetworkGateway2"] = _end(draft.id_of(tunnel.peer))
    else:
        assert tunnel.circuit is not None
        far["peer"] = reference(tunnel.circuit)
    draft.declare(
        versioned(NETWORK + "connections"),
        key,
        {
            **head(draft, gateway, tunnel.name),
            "properties": {
                "connectionType": tunnel.type,
                "virtualNetworkGateway1": _end(draft.id_of(key)),
                **far,
                "enableBgp": tunnel.bgp,
                "sharedKey": tunnel.shared_key,
            },
        },
        tunnel.role,
    )


def _end(identity: Expression) -> Raw:
    return {"id": identity, "properties": {}}
