"""Small designs for tests, written like a file: sections of plain data become a Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aksdesigner.model.document import Document, Settings
from aksdesigner.model.reading import read_topology

FIREWALL_IP = "10.0.1.4"
TO_FIREWALL = {
    "name": "default",
    "prefix": "0.0.0.0/0",
    "nextHopType": "VirtualAppliance",
    "nextHopIp": FIREWALL_IP,
}


def document(settings: Mapping[str, Any] | None = None, **sections: Any) -> Document:
    """Return a design of some topology sections (camelCase names, plain values)."""
    return Document(
        version=1,
        name="test",
        settings=Settings.model_validate(dict(settings or {})),
        topology=read_topology(sections),
    )


def route(name: str, prefix: str, kind: str, ip: str | None = None) -> dict[str, Any]:
    """Return a user route."""
    plain = {"name": name, "prefix": prefix, "nextHopType": kind}
    return {**plain, "nextHopIp": ip} if ip else plain


def peered(
    one: str,
    other: str,
    there: Mapping[str, Any] | None = None,
    back: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Return both halves of a peering; `there` sets flags of one's half, `back` of the other's."""
    return [{"from": one, "to": other, **(there or {})}, {"from": other, "to": one, **(back or {})}]


def hub_and_spoke(
    spokes: int = 2,
    *,
    forced: bool = True,
    spoke_flags: Mapping[str, Any] | None = None,
    hub_flags: Mapping[str, Any] | None = None,
    firewall: Mapping[str, Any] | None = None,
    routes: Sequence[Mapping[str, Any]] = (),
    subnet: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    gateway: str | None = None,
    disable_bgp: bool = True,
    subnets: Mapping[str, Sequence[Any]] | None = None,
    more: Mapping[str, Sequence[Any]] | None = None,
) -> Document:
    """Return hub 10.0.0.0/16 with firewall azfw (10.0.1.4) and spokes 10.N.0.0/16 with vm appN.

    `forced` attaches table rt (0.0.0.0/0 to the firewall, then `routes`) to subnet spokeN/app;
    `gateway` (Vpn or ExpressRoute) adds gateway gw to the hub, with transit for every spoke and
    site dc 172.20.0.0/16 behind it. `subnet` adds fields to each app subnet, `subnets` adds subnets to
    a network (or replaces those of the same name), `more` adds sections.
    """
    transit = {"allowGatewayTransit": True} if gateway else {}
    use = {"useRemoteGateways": True} if gateway else {}
    flags = {"allowForwardedTraffic": True, **use, **(spoke_flags or {})}
    table = {"routeTable": "rt"} if forced else {}
    hub_subnets = [
        {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
        {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
        {"name": "shared", "prefix": "10.0.2.0/24"},
    ]
    sections: dict[str, list[Any]] = {
        "vnets": [{"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": hub_subnets}],
        "peerings": [],
        "firewalls": [{"name": "azfw", "vnet": "hub", "ip": FIREWALL_IP, **(firewall or {})}],
        "routeTables": [
            {"name": "rt", "disableBgp": disable_bgp, "routes": [TO_FIREWALL, *routes]}
        ],
        "vms": [],
    }
    for order in range(1, spokes + 1):
        name = f"spoke{order}"
        app = {"name": "app", "prefix": f"10.{order}.1.0/24", **table, **(subnet or {})}
        sections["vnets"].append(
            {"name": name, "prefixes": [f"10.{order}.0.0/16"], "subnets": [app]}
        )
        sections["peerings"] += peered("hub", name, {**transit, **(hub_flags or {})}, flags)
        sections["vms"].append(
            {"name": f"app{order}", "vnet": name, "subnet": "app", "ip": f"10.{order}.1.10"}
        )
    for vnet in sections["vnets"]:
        added = list((subnets or {}).get(vnet["name"], ()))
        names = {item["name"] for item in added}
        vnet["subnets"] = [s for s in vnet["subnets"] if s["name"] not in names] + added
    if gateway:
        site = {"site": "dc", "prefixes": ["172.20.0.0/16"]}
        sections["gateways"] = [
            {"name": "gw", "vnet": "hub", "type": gateway, "connections": [site]}
        ]
        sections["onPrem"] = [{"name": "dc", "prefixes": ["172.20.0.0/16"]}]
    for section, items in (more or {}).items():
        sections[section] = [*sections.get(section, []), *items]
    return document(settings, **sections)
