"""Every field of every kind, read from the model: what a generator of designs may put there.

Nothing here knows a kind by name. A reference is filled with something that exists, a choice
with one of its words, a number with one in (or just outside) its bounds; what the field refuses is
not offered. A new kind or field is used the moment the model has it.
"""

from __future__ import annotations

import random
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Reference
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.references import reference_of
from aksdesigner.model.topology import Topology
from tests.support.random_designs.sketch import Plain, Sketch

WORDS: dict[str, tuple[str, ...]] = {
    "fqdn": ("kv-prod.vault.azure.net", "shop.example", "data.azurecr.io"),
    "region": ("westeurope", "North Europe", "southeastasia"),
    "delegation": (
        "Microsoft.Network/dnsResolvers",
        "Microsoft.ContainerService/managedClusters",
        "Microsoft.Web/serverFarms",
    ),
    "zones": ("1", "2", "3"),
    "suffix": ("corp.example", "vault.azure.net"),
    "until": ("2027-01-31", "2020-01-31"),
    "asOf": ("2026-06-01", "2028-10-01"),
    "size": ("Standard_D4ds_v5", "Standard_B2s", "Standard_D8s_v3"),
    "sku": ("VpnGw2AZ", "ErGw1AZ", "VpnGw1", "Standard"),
    "ports": ("443", "80-90", "*"),
    "sourcePorts": ("*", "1024-65535"),
    "port": ("443", "8000-9000"),
    "maxSurge": ("1", "33%", "0%", "200%"),
    "maxUnavailable": ("0", "1", "5%"),
    "kubernetesVersion": ("1.31", "1.34.2", "latest"),
    "groupIds": ("vault", "registry", "blob", "azuremonitor", "other"),
    "sources": ("*", "Internet", "VirtualNetwork", "10.0.0.0/8", "AzureLoadBalancer"),
    "destinations": ("*", "Internet", "VirtualNetwork", "10.0.0.0/8", "Storage"),
    "serviceEndpoints": ("Microsoft.Storage", "Microsoft.KeyVault"),
}
TEXTS = ("alpha", "beta", "443", "10.0.0.0/24", "10.0.0.9", "1", "kv.vault.azure.net", "33%")
BLOCKS = (
    "10.0.0.0/16",
    "10.1.0.0/24",
    "172.20.0.0/20",
    "192.168.5.0/24",
    "fd00:9::/64",
    "0.0.0.0/0",
)
HOSTS = ("10.0.0.9", "10.1.0.4", "203.0.113.77", "fd00:9::5")
# fields that decide where packets go, or hide a whole thing from the engine
DECIDING = frozenset(
    [
        "routeTable",
        "nsg",
        "natGateway",
        "ip",
        "ips",
        "external",
        "unknown",
        "existing",
        "prefixes",
        "dnsServers",
        "privateRanges",
        "dnat",
        "connections",
        "links",
        "vnet",
        "subnet",
        "podSubnet",
        "backends",
        "routes",
        "rules",
        "type",
        "ipForwarding",
        "publicIp",
        "stateful",
        "snat",
        "disableBgp",
        "private",
        "allowVirtualNetworkAccess",
        "cniMode",
        "podCidrs",
        "serviceCidrs",
        "nodeIp",
        "state",
        "region",
        "outboundType",
        "delegation",
        "inbound",
        "outboundOnly",
        "haPorts",
        "port",
        "isolated",
        "nextHopIp",
        "name",
        "registration",
        "zoneGroup",
        "target",
        "fqdn",
    ]
)


# left out of a design that is to be known: what nobody computes, and the doors of clusters
UNASKED = ("unknown", "external", "existing", "ingress")


@dataclass(frozen=True)
class Slot:
    """One field of a part: its key in a file, its type, and what it refers to."""

    key: str
    info: FieldInfo
    mark: Reference | None
    inner: type[Part] | None

    @property
    def required(self) -> bool:
        return self.info.is_required()


@cache
def slots_of(kind: type[Part]) -> tuple[Slot, ...]:
    """Return the fields of a class that a file may hold."""
    return tuple(
        Slot(info.alias or to_camel(name), info, reference_of(info), part_in(info.annotation))
        for name, info in kind.model_fields.items()
        if not info.exclude
    )


@cache
def sections() -> dict[str, type[Part]]:
    """Return the sections of a topology with the class of their items."""
    found = {}
    for slot in slots_of(Topology):
        if slot.inner is not None:
            found[slot.key] = slot.inner
    return found


def part_in(annotation: Any) -> type[Part] | None:
    """Return the part class that a type holds (directly, optionally, or in a list), or None."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for inner in get_args(annotation):
        found = part_in(inner)
        if found:
            return found
    return None


class Filler:
    """Fills fields of one design; what exists is looked up once."""

    def __init__(self, s: Sketch) -> None:
        self.s = s
        self.rng: random.Random = s.rng
        self.subnets = {
            str(vnet["name"]): [str(sub["name"]) for sub in vnet.get("subnets", ())]
            for vnet in s.all("vnets")
        }

    def names(self, kind: str) -> list[str]:
        """Return the names that a reference to a kind may take."""
        if kind == "subnet":
            return [f"{vnet}/{name}" for vnet, names in self.subnets.items() for name in names]
        if kind == "pool":
            return [
                f"{aks['name']}/{pool['name']}"
                for aks in self.s.all("aksClusters")
                for pool in aks.get("pools", ())
            ]
        for section, item in sections().items():
            if issubclass(item, Resource) and item.kind == kind and kind != "peering":
                return [str(p.get("name", item.title)) for p in self.s.all(section)]
        return []

    def part(
        self, kind: type[Part], vnet: str | None, share: float, depth: int = 0
    ) -> Plain | None:
        """Return a part with its required fields and some others; None when it cannot exist."""
        out: Plain = {}
        slots = slots_of(kind)
        first = [slot for slot in slots if slot.key == "vnet"]
        for slot in [*first, *(slot for slot in slots if slot.key != "vnet")]:
            wanted = slot.required or self.rng.random() < share
            wanted = wanted or self._default_dangles(slot, out.get("vnet", vnet))
            if slot.key in ("unknown", "external") and self.rng.random() < 0.3:
                wanted = False
            if self.s.known and slot.key in UNASKED:
                wanted = False  # what nobody computes, and the doors of clusters
            if not wanted:
                continue
            value = self.value(slot, out.get("vnet", vnet), share, depth)
            if value is not None:
                out[slot.key] = value
            elif slot.required or self._default_dangles(slot, out.get("vnet", vnet)):
                return None
        return out if accepts(kind, out) else None

    def _default_dangles(self, slot: Slot, vnet: str | None) -> bool:
        """Return whether a field left out would name a subnet that is not there."""
        default = None if slot.required else slot.info.default
        local = slot.mark is not None and slot.mark.within is not None
        return (
            local and isinstance(default, str) and default not in self.subnets.get(vnet or "", ())
        )

    def value(self, slot: Slot, vnet: str | None, share: float, depth: int) -> Any:
        """Return a value that the field takes, or None."""
        if slot.key == "subnets":
            self.s.room -= 2  # as many as a list here holds at most
            if self.s.room < 0:
                return None
        if slot.key == "unknown":
            return {self.rng.choice(("prefixes", "sku", "ip", "rules")): "asked, not answered yet"}
        annotation = slot.info.annotation
        if slot.mark is not None:
            value = self._reference(slot.mark, vnet, depth)
            return [value] if value is not None and _is_list(annotation) else value
        if slot.key == "name":
            return self.s.name("new")
        if _is_list(annotation):
            items = [self._one(slot, vnet, share, depth) for _ in range(self.rng.randint(1, 2))]
            kept = [item for item in items if item is not None]
            kept = [item for n, item in enumerate(kept) if item not in kept[:n]]
            return kept if kept and fits(slot, kept) else None
        if _is_mapping(annotation):
            options: list[Any] = [{"team": "red"}, {"app": "10.0.0.9"}, {"a": 1}]
            return next((value for value in options if fits(slot, value)), None)
        return self._one(slot, vnet, share, depth)

    def _reference(self, mark: Reference, vnet: str | None, depth: int) -> str | None:
        if mark.kind == "*":
            kinds = [k for k in ("vm", "nva", "lb", "pool", "aks", "pe") if self.names(k)]
            if not kinds:
                return None
            kind = self.rng.choice(kinds)
            return f"{kind}:{self.rng.choice(self.names(kind))}"
        if mark.kind == "subnet" and mark.within:
            options = self.subnets.get(vnet or "", [])
        else:
            options = self.names(mark.kind) or self._made(mark.kind, depth)
        return self.rng.choice(options) if options else None

    def _made(self, kind: str, depth: int) -> list[str]:
        """Add a resource of a kind that something wants to name, and return its name."""
        for section, item in sections().items():
            if kind in ("vnet", "peering") or (self.s.known and kind in ("vwan", "vhub")):
                continue
            if issubclass(item, Resource) and item.kind == kind:
                part = self.part(item, None, 0.3, depth + 3) if depth < 3 else None
                if part is not None:
                    self.s.topology.setdefault(section, []).append(part)
                    return [str(part["name"])] if "name" in part else []
        return []

    def _one(self, slot: Slot, vnet: str | None, share: float, depth: int) -> Any:
        if slot.inner is not None:
            return self.part(slot.inner, vnet, share, depth + 1) if depth < 5 else None
        options = candidates(slot)
        return self.rng.choice(options) if options else None


_candidates: dict[int, tuple[Any, ...]] = {}


def candidates(slot: Slot) -> tuple[Any, ...]:
    """Return what a field may hold, the default left out."""
    known = _candidates.get(id(slot))
    if known is None:
        default = slot.info.get_default(call_default_factory=True)
        listed = _is_list(slot.info.annotation)
        known = tuple(
            value
            for value in dict.fromkeys(_guesses(slot))
            if (type(value), value) != (type(default), default)
            and fits(slot, [value] if listed else value)
        )
        _candidates[id(slot)] = known
    return known


def _guesses(slot: Slot) -> Iterator[Any]:
    yield from WORDS.get(slot.key, ())
    for leaf in leaves(slot.info.annotation):
        if get_origin(leaf) is Literal:
            yield from get_args(leaf)
        elif leaf is bool:
            yield from (True, False)
        elif leaf is int:
            yield from _numbers(slot)
        elif leaf is float:
            yield from (1.5, 2.5)
        elif leaf is Address:
            yield from HOSTS
        elif leaf is Cidr:
            yield from BLOCKS
        elif leaf is str and slot.key not in WORDS:
            yield from TEXTS


def _numbers(slot: Slot) -> Iterator[int]:
    extra = slot.info.json_schema_extra
    bounds = extra if isinstance(extra, dict) else {}
    low, high = bounds.get("low", 0), bounds.get("high", 100)
    assert isinstance(low, int) and isinstance(high, int)
    yield from (low, low + 1, low + 2, low + 7, min(high, low + 90), high)


def leaves(annotation: Any) -> Iterator[Any]:
    """Yield the plain types inside a type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from leaves(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple, list):
        for inner in get_args(annotation):
            if inner not in (type(None), Ellipsis):
                yield from leaves(inner)
    else:
        yield annotation


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return any(_is_list(inner) for inner in get_args(annotation))
    return origin in (tuple, list)


def _is_mapping(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_is_mapping(inner) for inner in get_args(annotation))
    return get_origin(annotation) is dict


_adapters: dict[int, TypeAdapter[Any]] = {}


def fits(slot: Slot, value: Any) -> bool:
    """Return whether a field takes a value."""
    adapter = _adapters.get(id(slot))
    if adapter is None:
        kind = slot.info.annotation
        for item in slot.info.metadata:
            kind = Annotated[kind, item]  # type: ignore[assignment]
        adapter = _adapters[id(slot)] = TypeAdapter(kind)
    try:
        adapter.validate_python(value)
    except (ValidationError, ValueError):
        return False
    return True


def accepts(kind: type[Part], plain: Plain) -> bool:
    """Return whether a part of a class can be read from plain data."""
    try:
        kind.model_validate(plain)
    except ValidationError:
        return False
    return True
