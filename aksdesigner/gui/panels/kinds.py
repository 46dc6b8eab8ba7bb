"""What the palette offers: kinds in groups, each with a short label and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN


@dataclass(frozen=True)
class PaletteItem:
    """One tile: the kind's token, icon, short label, full title and one sentence."""

    kind: str
    icon: str
    label: str
    title: str
    tip: str


@dataclass(frozen=True)
class PaletteGroup:
    """Tiles under one heading."""

    title: str
    items: tuple[PaletteItem, ...]


_LABELS = {
    "note": "Note",
    "frame": "Frame",
    "vnet": "VNet",
    "subnet": "Subnet",
    "region": "Region",
    "vm": "VM",
    "internet": "Internet",
    "aks": "AKS",
    "pool": "Pool",
    "rt": "Routes",
    "fw": "Firewall",
    "fwpol": "FW policy",
    "ipgroup": "IP group",
    "nva": "NVA",
    "rs": "Route srv",
    "natgw": "NAT gw",
    "pip": "Public IP",
    "ippfx": "IP prefix",
    "lb": "Load bal.",
    "agw": "App gw",
    "agc": "AGC",
    "fd": "Front D.",
    "waf": "WAF",
    "site": "On-prem",
    "gw": "Gateway",
    "er": "Circuit",
    "vwan": "vWAN",
    "vhub": "vHub",
    "nsg": "NSG",
    "asg": "ASG",
    "bastion": "Bastion",
    "ddos": "DDoS",
    "pe": "Endpoint",
    "pls": "Link srv",
    "paas": "Service",
    "zone": "DNS zone",
    "resolver": "Resolver",
    "ruleset": "DNS rules",
}
# what people call a kind besides, for the search
_WORDS = {
    "note": "sticky post-it comment",
    "frame": "group area box",
    "agc": "ingress container gateway",
    "agw": "ingress layer 7 proxy",
    "aks": "kubernetes cluster",
    "asg": "application security group",
    "ddos": "protection plan",
    "er": "private line",
    "fd": "cdn edge global entry",
    "fw": "azure firewall dnat",
    "fwpol": "rules collections",
    "gw": "vpn expressroute",
    "natgw": "snat egress",
    "nva": "appliance router",
    "paas": "key vault storage sql registry",
    "pe": "private link",
    "pls": "private link",
    "resolver": "dns forwarder inbound outbound",
    "rs": "bgp",
    "rt": "udr user defined",
    "ruleset": "conditional forwarder",
    "site": "datacenter branch office",
    "waf": "web application firewall",
}
_GROUPS = (
    ("Networks", ("vnet", "subnet", "region", "internet", "vm")),
    ("Kubernetes", ("aks", "pool")),
    ("Routing and firewalls", ("rt", "fw", "fwpol", "ipgroup", "nva", "rs")),
    ("Egress", ("natgw", "pip", "ippfx")),
    ("Ingress", ("lb", "agw", "agc", "fd", "waf")),
    ("Hybrid", ("site", "gw", "er", "vwan", "vhub")),
    ("Protection", ("nsg", "asg", "bastion", "ddos")),
    ("Names and services", ("pe", "pls", "paas", "zone", "resolver", "ruleset")),
    ("Workshop", ("note", "frame")),
)


# what is drawn and is no resource: title and one sentence
_DRAWN = {
    "note": ("Sticky note", "What somebody said or asks, stuck on the picture."),
    "frame": ("Frame", "A named line around what belongs together; it takes it along."),
}


def groups() -> tuple[PaletteGroup, ...]:
    """Return every kind that can be dropped, in the order of the palette."""
    return tuple(PaletteGroup(title, tuple(map(_item, kinds))) for title, kinds in _GROUPS)


def matching(text: str) -> tuple[PaletteItem, ...]:
    """Return the items whose label, title or token holds the text, best first."""
    wanted = text.strip().casefold()
    items = [item for group in groups() for item in group.items]
    found = [i for i in items if wanted in words_of(i)]
    return tuple(sorted(found, key=lambda item: not _begins(item, wanted)))


def words_of(item: PaletteItem) -> str:
    """Return what may be typed for a kind, in small letters."""
    return f"{item.label} {item.title} {item.kind} {_WORDS.get(item.kind, '')}".casefold()


def _begins(item: PaletteItem, wanted: str) -> bool:
    return any(t.casefold().startswith(wanted) for t in (item.label, item.title, item.kind))


def _item(kind: str) -> PaletteItem:
    if kind == "region":
        tip = "A frame around the networks of one Azure region."
        return PaletteItem(kind, kind, _LABELS[kind], "Region", tip)
    if kind in _DRAWN:
        return PaletteItem(kind, kind, _LABELS[kind], *_DRAWN[kind])
    found = KIND_BY_TOKEN[kind]
    tip = (found.__doc__ or "").strip().splitlines()[0]
    return PaletteItem(kind, kind, _LABELS[kind], found.title, tip)
