"""VPN and ExpressRoute gateways -> virtualNetworkGateways, local gateways, connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm import on_premises
from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.arm.reading import Head, Lift, lone_id, plain
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw
from aksdesigner.iac.name_rules import name_rule
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.connection import Tunnel, gateway_sku, gateway_slots, tunnels_of
from aksdesigner.iac.plan.network import earlier_gateways
from aksdesigner.iac.plan.public_address import zones_of_addresses
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises


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


def from_arm(lift: Lift) -> Iterator[NetworkGateway | OnPremises]:
    """Yield the gateways with their connections, and the sites that those lead to."""
    sites: dict[str, OnPremises] = {}
    for item in lift.of_type(NETWORK + "virtualNetworkGateways"):
        head = lift.head(item, "gw")
        properties = head.said.inner("properties")
        kind, sku = properties.take("gatewayType"), properties.inner("sku")
        if kind == "Vpn":
            properties.must("vpnType", "RouteBased")
        bgp = properties.maybe("bgpSettings")
        size, tier = sku.take("name"), sku.take("tier")
        if size != tier:
            sku.report(f"tier is {tier!r}, expected that of the name, {size!r}")
        addresses, vnet, zones = _read_configurations(properties, lift)
        active = properties.take("activeActive")
        if len(addresses) != (2 if active else 1):
            properties.report(f"it has {len(addresses)} addresses, active-active is {active}")
        gateway = made(
            head.said,
            NetworkGateway,
            **head.fields,
            vnet=vnet,
            type=kind,
            sku=plain(size),
            active_active=active,
            bgp=properties.take("enableBgp"),
            asn=bgp.take("asn") if bgp else None,
            zones=zones,
            public_ips=lift.addresses(properties, addresses, head, zones),
            connections=tuple(_read_connections(lift, head, sites)),
        )
        for said in (sku, bgp, properties, head.said):
            if said is not None:
                said.done()
        yield gateway
    yield from sites.values()


def _read_configurations(properties: Said, lift: Lift) -> tuple[list[Any], str, tuple[str, ...]]:
    """Return addresses, network and zones: a gateway has those of its addresses."""
    addresses, vnet = [], ""
    found = list(properties.each("ipConfigurations", needed=True))
    for said, suffix in zip(found, numbered(len(found)), strict=True):
        said.must("name", with_suffix("ipconfig", suffix))
        inner = said.inner("properties")
        inner.must("privateIPAllocationMethod", "Dynamic")
        place, subnet = lift.placed(inner)
        vnet = place or vnet
        if subnet not in (None, "GatewaySubnet"):
            inner.report(f"it stands in subnet {subnet}, expected GatewaySubnet")
        addresses.append(lone_id(inner, "publicIPAddress"))
        inner.done()
        said.done()
    own = (lift.at(a) for a in addresses)
    implied = [a for a in own if a and lift.drawn_name("pip", a.identity) is None]
    zones = tuple(implied[0].body.get("zones", ())) if implied else ()
    return addresses, vnet, zones


def _read_connections(
    lift: Lift, gateway: Head, sites: dict[str, OnPremises]
) -> Iterator[Connection]:
    for item in lift.of_type(NETWORK + "connections"):
        end = item.body.get("properties", {}).get("virtualNetworkGateway1", {})
        if end.get("id") == gateway.identity:
            yield _read_connection(lift, gateway, item, sites)


def _read_connection(
    lift: Lift, gateway: Head, item: ReadResource, sites: dict[str, OnPremises]
) -> Connection:
    head = lift.head(item, "connection")
    properties = head.said.inner("properties")
    for name, wanted in (("location", gateway.location), ("tags", gateway.tags)):
        if getattr(head, name) != wanted:
            head.said.report(f"{name} differs from that of {gateway.name}")
    near = properties.inner("virtualNetworkGateway1")
    near.take("id")
    near.must("properties", {})
    kind, bgp = properties.take("connectionType"), properties.take("enableBgp")
    fields: dict[str, Any] = {"bgp": bgp}
    if kind == "ExpressRoute":
        fields["circuit"] = lift.named(properties, "peer", "er", needed=True)
    elif kind == "Vnet2Vnet":
        properties.asked("sharedKey")
        fields["peer_gateway"] = _read_far(lift, properties, "virtualNetworkGateway2", "gw")
    else:
        if kind != "IPsec":
            properties.report(f"connectionType is {kind!r}")
        properties.asked("sharedKey")
        fields.update(_read_site(lift, properties, gateway, sites, bgp=bgp is True))
    stem = f"con-{gateway.identity.names[0]}-"
    fitted = name_rule(NETWORK + "connections").fitted(stem)
    own = None if item.name.startswith((stem, fitted)) else item.name
    for said in (near, properties, head.said):
        said.done()
    return made(properties, Connection, name=own, **fields)


def _read_far(lift: Lift, properties: Said, name: str, kind: str) -> str | None:
    far = properties.inner(name)
    found = lift.name_of(far, far.take("id"), kind)
    far.must("properties", {})
    far.done()
    return found


def _read_site(
    lift: Lift, properties: Said, gateway: Head, sites: dict[str, OnPremises], *, bgp: bool
) -> dict[str, Any]:
    """Return site and prefixes of a connection, and note the site."""
    far = properties.inner("localNetworkGateway2")
    identity = far.take("id")
    far.must("properties", {})
    far.done()
    resource = lift.at(identity)
    if resource is None or resource.existing:
        return {"site": lift.name_of(far, identity, "site")}
    if identity not in lift.far_ends:
        lift.far_ends[identity] = on_premises.from_arm(lift, resource, gateway)
    end = lift.far_ends[identity]
    if end.learns is not bgp:
        properties.report(f"enableBgp is {bgp}, and the far end says otherwise")
    told = None if bgp else end.prefixes
    if end.site is None:
        return {"prefixes": told or None}
    known = sites.get(end.site.name)
    if known is not None:
        for name in ("region", "tags", "public_ip", "asn"):
            one, other = getattr(known, name), getattr(end.site, name)
            if one != other and not (name == "asn" and None in (one, other)):
                properties.report(f"{name} of {end.site.name} is {one!r} and {other!r}")
    if known is None or end.own:
        sites[end.site.name] = end.site
    return {"site": end.site.name, "prefixes": told}
