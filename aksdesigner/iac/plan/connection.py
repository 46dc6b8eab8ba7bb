"""Connections of gateways and the sites at their other ends, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Number, Text
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.placeholders import GATEWAY_SKU, PEER_ADDRESS, PEER_ASN, resource_id
from aksdesigner.iac.plan.public_address import Slot, slots_of
from aksdesigner.iac.value_rules import choices_of, id_rule, value_rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises

CIRCUIT = "Microsoft.Network/expressRouteCircuits"


@dataclass(frozen=True)
class Site:
    """A local network gateway: the far end of a VPN connection.

    `bgp` is (ASN, peering address) when routes are learned, else None.
    """

    role: str
    name: str
    address: Expression
    prefixes: tuple[str, ...]
    bgp: tuple[Expression, Expression] | None
    tags: dict[str, str] = field(default_factory=dict)
    drawn: OnPremises | None = None


@dataclass(frozen=True)
class Tunnel:
    """One connection resource."""

    role: str
    name: str
    type: Literal["IPsec", "Vnet2Vnet", "ExpressRoute"]
    bgp: bool
    site: Site | None = None
    site_key: Key = ""
    peer: Key = ""
    circuit: Expression | None = None
    shared_key: Expression | None = None


def gateway_sku(draft: Draft, key: Key, gateway: NetworkGateway) -> Expression:
    """Return the drawn SKU of a gateway, or ask for it."""
    if gateway.sku:
        return Text(gateway.sku)
    example = GATEWAY_SKU[gateway.type]
    return draft.ask(
        f"{gateway.name} sku",
        f"SKU of gateway {gateway.name}, for example {example}.",
        example=example,
        choices=choices_of(gateway.type),
        resource=key,
    )


def gateway_slots(draft: Draft, key: Key, gateway: NetworkGateway) -> list[Slot]:
    """Return a gateway's public addresses: one, or two where both instances are active."""
    count = 2 if gateway.active_active else 1
    if len(gateway.public_ips) > count:
        for name in gateway.public_ips[count:]:
            draft.omit(key, "public_ips", f"the gateway has {count}: {name} not used", name)
    if gateway.zones and len(gateway.public_ips) >= count:
        draft.omit(key, "zones", "a gateway has the zones of its addresses, which are drawn")
    return slots_of(draft, key, gateway, count, gateway.public_ips[:count])


def tunnels_of(draft: Draft, key: Key, gateway: NetworkGateway) -> list[Tunnel]:
    """Return the connections that a gateway makes."""
    return [_tunnel(draft, key, gateway, i, c) for i, c in enumerate(gateway.connections)]


def _tunnel(
    draft: Draft, key: Key, gateway: NetworkGateway, index: int, connection: Connection
) -> Tunnel:
    far = connection.site or connection.peer_gateway or f"{index + 1}"
    base = connection.name or f"{real_name(gateway)}-{far}"
    role = f"connection {index + 1}"
    name = connection.name or draft.names.derived("con", base, key, role)
    if gateway.type == "ExpressRoute":
        if connection.prefixes:
            draft.omit(key, "connections.prefixes", "learned from the circuit by BGP", str(index))
        if connection.site:
            reason = "the provider of the circuit connects the site, not the gateway"
            draft.omit(key, "connections.site", reason, str(index))
        if connection.peer_gateway:
            reason = "an ExpressRoute gateway connects to circuits only"
            draft.omit(key, "connections.peer_gateway", reason, str(index))
        if connection.circuit:
            circuit: Expression = draft.id_of(key_of("er", connection.circuit))
        else:
            circuit = draft.ask(
                f"{base} circuit id",
                f"Resource id of the ExpressRoute circuit of connection {name}.",
                example=resource_id(CIRCUIT),
                rule=id_rule(CIRCUIT),
                resource=key,
            )
        return Tunnel(role, name, "ExpressRoute", connection.bgp, circuit=circuit)
    if connection.circuit:
        draft.omit(
            key,
            "connections.circuit",
            "only an ExpressRoute gateway connects to a circuit",
            str(index),
        )
    if connection.peer_gateway:
        if connection.site:
            draft.omit(
                key, "connections.site", "it leads to the other gateway that it names", str(index)
            )
        if connection.prefixes:
            reason = "a connection of two gateways carries the prefixes of their networks"
            draft.omit(key, "connections.prefixes", reason, str(index))
        ends = sorted((gateway.name, connection.peer_gateway))
        shared = _shared_key(draft, key, f"{ends[0]} {ends[1]}", f"{ends[0]} and {ends[1]}")
        peer = key_of("gw", connection.peer_gateway)
        return Tunnel(role, name, "Vnet2Vnet", connection.bgp, peer=peer, shared_key=shared)
    site_key, site = _site(draft, key, gateway, index, connection)
    return Tunnel(
        role,
        name,
        "IPsec",
        connection.bgp,
        site=site,
        site_key=site_key,
        shared_key=_shared_key(draft, key, base, name),
    )


def _shared_key(draft: Draft, key: Key, label: str, what: str) -> Expression:
    return draft.ask(
        f"{label} shared key",
        f"Shared key of the VPN connection {what}.",
        rule=value_rule("sharedKey"),
        secure=True,
        resource=key,
    )


def _site(
    draft: Draft, key: Key, gateway: NetworkGateway, index: int, connection: Connection
) -> tuple[Key, Site | None]:
    """Return where the local network gateway is declared; None for one that others own."""
    site = draft.design.index.get(OnPremises, connection.site)
    site_key = key_of("site", site.name) if site else key
    if site and draft.design.is_existing(site_key):
        if connection.prefixes not in (None, site.prefixes):
            reason = "the far end is deployed by others, and its prefixes with it"
            draft.omit(key, "connections.prefixes", reason, str(index))
        return site_key, None
    prefixes = connection.prefixes
    if prefixes is None:
        prefixes = site.prefixes if site else ()
    shared = site is not None and _is_shared(connection, site)
    owner, role = (site_key, "") if shared else (key, f"site {index + 1}")
    label = connection.site or f"{gateway.name} {index + 1}"
    if site:
        base = real_name(site) + ("" if shared else f"-{gateway.name}")
    else:
        base = f"{real_name(gateway)}-{index + 1}"
    azure_name = site.azure_name if site and shared else None
    name = azure_name or draft.names.derived("lgw", base, owner, role)
    bgp = _peer(draft, site, site_key, label) if connection.bgp else None
    if bgp and prefixes:
        draft.omit(key, "connections.prefixes", "learned from the site by BGP", str(index))
    tags = dict(site.tags) if site else {}
    texts = () if bgp else tuple(str(p.network) for p in prefixes)
    return owner, Site(role, name, _address(draft, site, site_key, label), texts, bgp, tags, site)


def _address(draft: Draft, site: OnPremises | None, key: Key, label: str) -> Expression:
    if site and site.public_ip:
        return Text(str(site.public_ip))
    return draft.ask(
        f"{label} public ip",
        f"Public address of the VPN device of {label}.",
        example=PEER_ADDRESS,
        rule=value_rule("address"),
        resource=key,
    )


def _peer(
    draft: Draft, site: OnPremises | None, key: Key, label: str
) -> tuple[Expression, Expression]:
    if site and site.asn:
        asn: Expression = Number(site.asn)
    else:
        asn = draft.ask(
            f"{label} asn",
            f"BGP ASN of {label}.",
            kind="int",
            example=PEER_ASN,
            rule=value_rule("peerAsn"),
            resource=key,
        )
    address = draft.ask(
        f"{label} bgp address",
        f"Address of the BGP peer of {label}.",
        example=PEER_ADDRESS,
        rule=value_rule("address"),
        resource=key,
    )
    return asn, address


def report_sites(draft: Draft) -> None:
    """Report sites that no VPN connection reaches, and what no connection says of the others."""
    ways: dict[str, list[Connection]] = {}
    for key, gateway in draft.design.index.of_kind(NetworkGateway):
        if gateway.type == "Vpn" and not draft.design.is_existing(key):
            for way in gateway.connections:
                if way.site and not way.peer_gateway:
                    ways.setdefault(way.site, []).append(way)
    for key, site in draft.design.index.of_kind(OnPremises):
        if site.name not in ways:
            reason = "no VPN connection leads to it, so Azure has no resource for it"
            draft.omit(key, "name", reason)
        elif not draft.design.is_existing(key):
            _report_site(draft, key, site, ways[site.name])


def _report_site(draft: Draft, key: Key, site: OnPremises, ways: list[Connection]) -> None:
    """Report what no connection says of a site that some lead to."""
    learning = [way.bgp for way in ways]
    shared = any(_is_shared(way, site) for way in ways)
    placed = () if shared else ("resource_group", "subscription")
    for name in (name for name in placed if getattr(site, name)):
        draft.omit(key, name, "each connection to it has a far end beside its gateway")
    if site.asn and not any(learning):
        draft.omit(key, "asn", "no connection to it learns routes by BGP")
    if all(learning):
        if site.prefixes:
            draft.omit(key, "prefixes", "learned from the site by BGP")
        if site.azure_name:
            reason = "each connection that learns by BGP has a far end of its own"
            draft.omit(key, "azure_name", reason)
    elif not shared:
        for name in ("prefixes", "azure_name"):
            if getattr(site, name):
                draft.omit(key, name, "each connection to it has prefixes of its own")


def is_own_end(name: str, site: OnPremises, gateway: NetworkGateway) -> bool:
    """Return whether a local network gateway is the far end of one connection to a site."""
    base, key = f"{real_name(site)}-{gateway.name}", key_of("gw", gateway.name)
    roles = (f"site {index + 1}" for index in range(len(gateway.connections)))
    return any(is_derived(name, "lgw", base, key, role) for role in roles)


def _is_shared(connection: Connection, site: OnPremises) -> bool:
    """Return whether a connection leads to the site's own local network gateway."""
    told = connection.prefixes is None or connection.prefixes == site.prefixes
    return told and not connection.bgp
