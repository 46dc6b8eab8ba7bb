"""On-premises site -> azurerm_local_network_gateway, where a VPN leads to it."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.plan.connection import Site, is_own_end
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import GROUP, location
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises


def to_azurerm(draft: Draft, gateway: NetworkGateway, key: Key, site: Site) -> None:
    """Declare the far end of a connection; it stands in the gateway's region without its own."""
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    bgp: dict[str, Raw] = {}
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    if site.bgp:
        bgp = {"asn": site.bgp[0], "bgp_peering_address": site.bgp[1]}
    draft.declare(
        "azurerm_local_network_gateway",
        key,
        {
            "name": site.name,
            "resource_group_name": GROUP,
            "location": location(draft, owner),
            "gateway_address": site.address,
            "address_space": list(site.prefixes) or None,
            "tags": site.tags or None,
            "bgp_settings": blocks(bgp) if bgp else None,
        },
        site.role,
    )


def read_end(lift: Lift, address: str, gateway: Any) -> dict[str, Any]:
    """Return what a connection says by the local network gateway that it leads to.

    `bgp` says whether routes are learned there; it is absent where others deploy it.
    """
    resource = lift.resource(address)
    if resource.existing:
        return {"site": lift.name_at(address)}
    site, own = _site_of(lift, lift.text(resource.body.get("name")) or "", gateway)
    learned = "bgp_settings" in resource.body
    prefixes = None if learned or not own else resource.body.get("address_space")
    if address not in lift.ends:
        lift.ends[address] = (site, own, gateway)
    return {"site": site, "prefixes": prefixes, "bgp": learned}


def _site_of(lift: Lift, name: str, gateway: Any) -> tuple[str | None, bool]:
    """Return (drawn site, whether the end is one gateway's own) by the name of an end."""
    for _, site in lift.drawn.design.index.of_kind(OnPremises):
        shared = is_derived(name, "lgw", real_name(site), key_of("site", site.name), "")
        if shared or name == site.azure_name:
            return site.name, False
        if gateway is not None and is_own_end(name, site, gateway):
            return site.name, True
    return None, True


def sites_from_azurerm(lift: Lift) -> list[OnPremises]:
    """Return the sites that the local network gateways of all connections say."""
    found: dict[str, dict[str, Any]] = {}
    for address, (name, own, gateway) in lift.ends.items():
        resource = lift.resource(address)
        said = lift.said(resource)
        values = _read_site(lift, said, own=own, gateway=gateway)
        said.done()
        if name is None:
            continue
        known = found.setdefault(name, {})
        for field, value in values.items():
            if known.setdefault(field, value) != value and value is not None:
                said.report(f"{field} of site {name} is said twice, in different ways")
    made = (_site_made(lift, name, values) for name, values in found.items())
    return [site for site in made if site]


def _read_site(lift: Lift, said: Said, *, own: bool, gateway: Any) -> dict[str, Any]:
    said.take("name")
    values = _read_place(lift, said, own=own, gateway=gateway)
    region = lift.region(said, said.take("location"))
    bgp = said.lone("bgp_settings") if said.has("bgp_settings") else None
    values.update(public_ip=said.drawn("gateway_address"), tags=said.get("tags") or {})
    near = lift.drawn.design.region_of(gateway) or lift.drawn.design.settings.region
    if region != near:
        values["region"] = region
    prefixes = said.get("address_space")
    if not own:
        values["prefixes"] = prefixes or ()
    if bgp:
        bgp.asked("bgp_peering_address")
        values["asn"] = bgp.drawn("asn")
        bgp.done()
    return values


def _read_place(lift: Lift, said: Said, *, own: bool, gateway: Any) -> dict[str, Any]:
    """Return group and subscription of a site; the end of one connection is beside its gateway."""
    if not own:
        group = lift.resource_group(said)
        return {"resource_group": group, "subscription": None, **lift.subscription(said)}
    scope = lift.scope(said.provider, said.take("resource_group_name"))
    near = key_of("gw", gateway.name) if gateway is not None else ""
    if scope != lift.drawn.scopes.of(near):
        said.report("it is not in the resource group of its gateway")
    return {}


def _site_made(lift: Lift, name: str, values: dict[str, Any]) -> OnPremises | None:
    """Prefixes that every connection learns, and an ASN that none needs, are the drawing's."""
    drawn = lift.drawn.design.index.get(OnPremises, name)
    if drawn is None:
        return None
    place = lift.drawn.scopes.of(key_of("site", name))
    values.setdefault("resource_group", place.group or None)
    values.setdefault("subscription", place.subscription or None)
    for field in ("prefixes", "asn", "region"):
        values.setdefault(field, getattr(drawn, field))
    kept = {field: value for field, value in values.items() if value is not None}
    return lift.made(
        Said(f"site {name}", {}, lift.strange),
        OnPremises,
        **{**kept, "name": name, "azure_name": drawn.azure_name, "uid": drawn.uid},
    )
