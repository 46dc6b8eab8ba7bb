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
    "vnet": "VNet",
    "subnet": "Subnet",
    "region": "Region",
    "site": "On-prem",
    "aks": "AKS",
    "pool": "Pool",
    "fw": "Firewall",
    "nva": "NVA",
    "gw": "Gateway",
    "natgw": "NAT gw",
    "lb": "Load bal.",
    "vm": "VM",
    "internet": "Internet",
    "rt": "Routes",
    "nsg": "NSG",
    "pe": "Endpoint",
    "paas": "Service",
    "zone": "DNS zone",
}
_GROUPS = (
    ("Networks", ("vnet", "subnet", "region", "site", "internet")),
    ("Kubernetes", ("aks", "pool")),
    ("Traffic", ("fw", "nva", "gw", "natgw", "lb", "vm", "rt", "nsg")),
    ("Names and services", ("pe", "paas", "zone")),
)


def groups() -> tuple[PaletteGroup, ...]:
    """Return every kind that can be dropped, in the order of the palette."""
    return tuple(PaletteGroup(title, tuple(map(_item, kinds))) for title, kinds in _GROUPS)


def matching(text: str) -> tuple[PaletteItem, ...]:
    """Return the items whose label, title or token holds the text, best first."""
    wanted = text.strip().casefold()
    items = [item for group in groups() for item in group.items]
    found = [i for i in items if wanted in f"{i.label} {i.title} {i.kind}".casefold()]
    return tuple(sorted(found, key=lambda item: not _begins(item, wanted)))


def _begins(item: PaletteItem, wanted: str) -> bool:
    return any(t.casefold().startswith(wanted) for t in (item.label, item.title, item.kind))


def _item(kind: str) -> PaletteItem:
    if kind == "region":
        tip = "A frame around the networks of one Azure region."
        return PaletteItem(kind, kind, _LABELS[kind], "Region", tip)
    found = KIND_BY_TOKEN[kind]
    tip = (found.__doc__ or "").strip().splitlines()[0]
    return PaletteItem(kind, kind, _LABELS[kind], found.title, tip)
