"""On-premises site -> Microsoft.Network/localNetworkGateways, where a VPN leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, location
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.plan.connection import Site, is_own_end
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises


def to_arm(draft: Draft, gateway: NetworkGateway, key: Key, site: Site) -> None:
    """Declare the far end of a connection; it stands in the gateway's region without its own."""
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    bgp = {"asn": site.bgp[0], "bgpPeeringAddress": site.bgp[1]} if site.bgp else None
    space = {"addressPrefixes": list(site.prefixes)} if site.prefixes else None
    draft.declare(
        versioned(NETWORK + "localNetworkGateways"),
        key,
        {
            "name": site.name,
            "location": location(draft, owner),
            "tags": site.tags or None,
            "properties": {
                "gatewayIpAddress": site.address,
                "localNetworkAddressSpace": space,
                "bgpSettings": bgp,
            },
        },
        site.role,
    )


@dataclass(frozen=True)
class FarEnd:
    """What a local network gateway says: the site, and what a connection learns or is told there.

    `own` tells the gateway that stands for the site itself from one that a single connection has;
    `site` is None where none is drawn.
    """

    site: OnPremises | None
    own: bool
    prefixes: tuple[str, ...]
    learns: bool


def from_arm(lift: Lift, resource: ReadResource, gateway: Head) -> FarEnd:
    """Return the far end of a connection; without a region of its own it has its gateway's."""
    head = lift.head(resource, "site")
    properties = head.said.inner("properties")
    space, bgp = properties.maybe("localNetworkAddressSpace"), properties.maybe("bgpSettings")
    asn = None
    if bgp is not None:
        bgp.asked("bgpPeeringAddress")
        asn = bgp.drawn("asn")
        bgp.done()
    prefixes = tuple(space.take("addressPrefixes") or ()) if space else ()
    address = properties.drawn("gatewayIpAddress")
    for said in (space, properties, head.said):
        if said is not None:
            said.done()
    name, own = _site_name(lift, resource, lift.drawn_as(gateway))
    fields: dict[str, Any] = {**head.fields, "name": name}
    fields.update(public_ip=address, asn=asn, prefixes=prefixes)
    drawn = lift.design.index.get(OnPremises, name)
    if drawn is not None and drawn.region is None and head.location == gateway.location:
        fields["region"] = None
    if not own:
        if lift.scope(resource.identity) != lift.scope(gateway.identity):
            head.said.report("it is not in the resource group of its gateway")
        place = lift.drawn.scopes.of(key_of("site", name or ""))
        fields.update(resource_group=place.group or None, subscription=place.subscription or None)
        fields["prefixes"] = ()  # those are the connection's; the site's stand nowhere
    site = made(head.said, OnPremises, **fields) if name else None
    return FarEnd(site, own, prefixes, bgp is not None)


def _site_name(
    lift: Lift, resource: ReadResource, gateway: NetworkGateway | None
) -> tuple[str | None, bool]:
    """Return the drawn site of a local network gateway, and whether it is the site's own."""
    written = str(resource.name)
    scope = lift.scope(resource.identity)
    own = lift.drawn.name("site", written, scope)
    if own is not None:
        return own, True
    for key, site in lift.design.index.of_kind(OnPremises):
        if is_derived(written, "lgw", real_name(site), key, ""):
            return site.name, True
        if gateway is not None and is_own_end(written, site, gateway):
            return site.name, False
    return None, False
