"""What a dropped thing says about itself: fields that make it correct where it falls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.edit.allowed.services import gateway_types_in
from aksdesigner.edit.command import Refused
from aksdesigner.edit.own_subnets import OWN_SUBNETS
from aksdesigner.edit.suggest import (
    HUB_LENGTH,
    next_address,
    next_name,
    next_pod_range,
    next_service_range,
    next_subnet_prefix,
    next_vnet_prefix,
    service_stem,
)
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import REGION

Fields = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """Where something falls. `given` are the fields that the caller has decided already.

    `own` are the names of the subnets that a service has there for itself.
    """

    document: Document
    parent: Key | None
    name: str
    given: Fields
    own: tuple[str, ...] = ()

    @property
    def vnet_name(self) -> str | None:
        """The network that is, or holds, the parent."""
        kind, name = split_key(self.parent) if self.parent else ("", "")
        return name.partition("/")[0] if kind in ("vnet", "subnet") else None

    @property
    def subnet_name(self) -> str | None:
        """The subnet that is the parent."""
        kind, name = split_key(self.parent) if self.parent else ("", "")
        return name.partition("/")[2] if kind == "subnet" else None

    @property
    def vnet(self) -> VirtualNetwork:
        """The network around the spot."""
        found = self.document.topology.index.get(VirtualNetwork, self.vnet_name)
        if found is None:
            raise Refused("That needs a network.")
        return found


def fields_for(kind: str, spot: Spot) -> Fields:
    """Return the proposed fields of a new resource of a kind, without its name."""
    maker = _MAKERS.get(kind)
    fields = maker(spot) if maker else {}
    region = split_key(spot.parent)[1] if spot.parent and _is_region(spot.parent) else None
    return {"region": region, **fields} if region else fields


def _is_region(key: Key) -> bool:
    return split_key(key)[0] == REGION


def _vnet(spot: Spot) -> Fields:
    if "prefixes" in spot.given:
        return {}
    return {"prefixes": _one(next_vnet_prefix(spot.document))}


def _subnet(spot: Spot) -> Fields:
    if "prefixes" in spot.given or not spot.vnet.prefixes:
        return {}
    free = next_subnet_prefix(spot.vnet, spot.name, spot.given.get("purpose"))
    if free is None:
        raise Refused(f"{spot.vnet.name} has no room left.")
    return {"prefixes": _one(free)}


def _placed(spot: Spot) -> Fields:
    return {"vnet": spot.vnet_name, "subnet": spot.subnet_name}


def _addressed(spot: Spot) -> Fields:
    assert spot.parent is not None
    return {**_placed(spot), "ip": next_address(spot.document, spot.parent)}


def _endpoint(spot: Spot) -> Fields:
    assert spot.parent is not None
    return {**_placed(spot), "ips": _one(next_address(spot.document, spot.parent))}


def _balancer(spot: Spot) -> Fields:
    return {"type": "public"} if spot.subnet_name is None else _addressed(spot)


def _firewall(spot: Spot) -> Fields:
    return {"vnet": spot.vnet_name, "ip": _address_in(spot, 0)}


def _address_in(spot: Spot, at: int) -> Address | None:
    """Return the next free address of one of a service's own subnets."""
    if at >= len(spot.own):
        return None
    return next_address(spot.document, key_of("subnet", f"{spot.vnet_name}/{spot.own[at]}"))


def _in_own(spot: Spot) -> Fields:
    return {"vnet": spot.vnet_name, "subnet": spot.own[0] if spot.own else None}


def _resolver(spot: Spot) -> Fields:
    """A resolver with both endpoints: it answers others, and forwards for its network."""
    if len(spot.own) < 2:
        return {"vnet": spot.vnet_name}
    inbound = {"subnet": spot.own[0], "ip": _address_in(spot, 0)}
    return {
        "vnet": spot.vnet_name,
        "inbound": [inbound],
        "outbound": [{"subnet": spot.own[1]}],
    }


def _hub(spot: Spot) -> Fields:
    if "prefix" in spot.given:
        return {}
    return {"prefix": next_vnet_prefix(spot.document, HUB_LENGTH)}


def _policy(spot: Spot) -> Fields:
    kind = split_key(spot.parent)[0] if spot.parent else ""
    return {"scope": "frontDoor"} if kind == "fd" else {}


def _gateway(spot: Spot) -> Fields:
    here = gateway_types_in(spot.document, spot.vnet.name)
    return {"vnet": spot.vnet_name, "type": "ExpressRoute" if "Vpn" in here else "Vpn"}


def _cluster(spot: Spot) -> Fields:
    services, pods = next_service_range(spot.document), next_pod_range(spot.document)
    return {
        "vnet": spot.vnet_name,
        "cni_mode": "overlay",
        "pod_cidrs": _one(pods),
        "service_cidrs": _one(services),
        "dns_service_ip": services.address(10) if services else None,  # azure-rules A-23
        "pools": [{"name": "system", "mode": "System", "subnet": spot.subnet_name}],
    }


def _pool(spot: Spot) -> Fields:
    cluster = spot.document.topology.index.at(spot.parent) if spot.parent else None
    pools = getattr(cluster, "pools", ())
    first = pools[0] if pools else None
    return {
        "mode": "User" if any(pool.mode == "System" for pool in pools) else "System",
        "subnet": first.subnet if first else None,
        "pod_subnet": first.pod_subnet if first else None,
    }


def _service(spot: Spot) -> Fields:
    service = spot.given.get("service", "keyVault")
    known = LINKED_SERVICES.get(service)
    fqdn = f"{spot.name}.{known.suffix}".lower() if known and known.suffix else None
    return {"service": service, "fqdn": fqdn}


def _one(value: Cidr | Address | None) -> tuple[Any, ...]:
    return () if value is None else (value,)


_MAKERS: dict[str, Callable[[Spot], Fields]] = {
    "vnet": _vnet,
    "subnet": _subnet,
    "vm": _addressed,
    "nva": _addressed,
    "pe": _endpoint,
    "lb": _balancer,
    "fw": _firewall,
    "gw": _gateway,
    "bastion": _in_own,
    "rs": _in_own,
    "agw": _in_own,
    "agc": _in_own,
    "resolver": _resolver,
    "pls": _placed,
    "vhub": _hub,
    "waf": _policy,
    "aks": _cluster,
    "pool": _pool,
    "paas": _service,
}


def name_for(document: Document, kind: str, parent: Key | None, given: Fields) -> str:
    """Return the name that a new resource gets when the caller gave none."""
    stem = service_stem(given.get("service", "keyVault")) if kind == "paas" else ""
    return next_name(document, kind, parent, stem)


def gain_of(document: Document, kind: str, parent: Key | None) -> str:
    """Return what a drop would get, for the label at the pointer: ``gets 10.0.3.0/24`` or "".

    The place must allow the kind (`allowed.may_contain`).
    """
    spot = Spot(document, parent, name_for(document, kind, parent, {}), {})
    if kind in OWN_SUBNETS:
        return ""
    fields = fields_for(kind, spot)
    if kind == "aks":
        services = fields["service_cidrs"]
        return f"services {services[0]}" if services else ""
    for field in ("prefixes", "ips"):
        if fields.get(field):
            return f"gets {fields[field][0]}"
    got = fields.get("ip") or fields.get("prefix")
    return f"gets {got}" if got else ""
