"""Subnets that a service has for itself: which it wants, which serve, which a drop makes."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.azure import reserved
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.azure.special_subnets import (
    BASTION_SUBNET,
    FIREWALL_SUBNET,
    GATEWAY_SUBNET,
    ROUTE_SERVER_SUBNET,
    SPECIAL_SUBNETS,
)
from aksdesigner.edit.changes import found_as, with_added, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.edit.suggest import SUBNET_LENGTH, free_prefix
from aksdesigner.edit.uses import subnets_used
from aksdesigner.model.address import Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import children_of

CONTAINER_GATEWAYS = "Microsoft.ServiceNetworking/trafficControllers"
RESOLVERS = "Microsoft.Network/dnsResolvers"
# where no block of the wanted length is free, a smaller one down to this serves
SMALLEST_GATEWAY = 28


@dataclass(frozen=True)
class OwnSubnet:
    """One subnet that a kind wants: its name (or how a new one is called), length, delegation.

    `smallest` is the longest prefix that still serves where the wanted length is not free; `avoids`
    are ranges that it must not lie in.
    """

    name: str
    length: int
    delegation: str | None = None
    is_reserved: bool = False
    smallest: int = 0
    avoids: tuple[str, ...] = ()

    @property
    def lengths(self) -> range:
        """The prefix lengths that are tried, the wanted one first."""
        return range(self.length, max(self.length, self.smallest) + 1)


def _reserved(name: str) -> OwnSubnet:
    return OwnSubnet(name, SPECIAL_SUBNETS[name].length, is_reserved=True)


def _delegated(name: str, delegation: str, avoids: tuple[str, ...] = ()) -> OwnSubnet:
    known = dedicated_for(name, delegation)
    length = known.recommended if known else SUBNET_LENGTH
    return OwnSubnet(name, length, delegation, avoids=avoids)


# kind -> the subnets it wants, the one that it is drawn in first
OWN_SUBNETS: dict[str, tuple[OwnSubnet, ...]] = {
    "fw": (_reserved(FIREWALL_SUBNET),),
    "gw": (_reserved(GATEWAY_SUBNET),),
    "bastion": (_reserved(BASTION_SUBNET),),
    "rs": (_reserved(ROUTE_SERVER_SUBNET),),
    "agw": (OwnSubnet("snet-agw", SUBNET_LENGTH, smallest=SMALLEST_GATEWAY),),
    "agc": (_delegated("snet-agc", CONTAINER_GATEWAYS),),
    "resolver": (
        _delegated("snet-dns-inbound", RESOLVERS, reserved.resolver_prefixes()),
        _delegated("snet-dns-outbound", RESOLVERS, reserved.resolver_prefixes()),
    ),
}


def planned_subnets(
    document: Document,
    vnet: VirtualNetwork,
    kind: str,
    first: str | None = None,
    moving: Key | None = None,
) -> tuple[Subnet, ...] | None:
    """Return the subnets that a kind would have in a network, or None when there is no room.

    Each is one of the network's that serves (the `first` by name, if given), or a new one. What is
    `moving` keeps those that it has there.
    """
    chosen: list[Subnet] = []
    for wanted in OWN_SUBNETS[kind]:
        found = next((s for s in vnet.subnets if s.name == first), None) if not chosen else None
        found = found or _serving(document, vnet, wanted, moving, chosen)
        if found is None:
            found = _new(vnet, wanted, chosen)
        if found is None:
            return None
        chosen.append(found)
    return tuple(chosen)


def missing_subnets(
    document: Document, vnet: VirtualNetwork, kind: str, moving: Key | None = None
) -> tuple[Subnet, ...] | None:
    """Return the subnets that would have to be made, or None when there is no room for them."""
    planned = planned_subnets(document, vnet, kind, moving=moving)
    if planned is None:
        return None
    return tuple(s for s in planned if not any(s is own for own in vnet.subnets))


def with_own_subnets(
    document: Document,
    vnet_key: Key,
    kind: str,
    first: str | None = None,
    moving: Key | None = None,
) -> tuple[Document, tuple[str, ...]]:
    """Return the document with every subnet that a kind wants in a network, and their names.

    Raises Refused when the network has no room.
    """
    vnet = found_as(document.topology.index, VirtualNetwork, vnet_key)
    planned = planned_subnets(document, vnet, kind, first, moving)
    if planned is None:
        raise Refused(f"{vnet.name} has no room for {OWN_SUBNETS[kind][0].name}.")
    topology = document.topology
    for subnet in planned:
        if not any(subnet is own for own in vnet.subnets):
            topology = with_added(topology, subnet, vnet_key)
    return with_topology(document, topology), tuple(subnet.name for subnet in planned)


def is_unused(
    document: Document, vnet: VirtualNetwork, subnet: Subnet, moving: Key | None = None
) -> bool:
    """Return whether nothing but `moving` uses a subnet that is exclusive to one service."""
    key = key_of("subnet", f"{vnet.name}/{subnet.name}")
    index = document.topology.index
    if any(child != moving for child in children_of(index).get(key, ())):
        return False
    sections = (
        document.topology.dns_resolvers,
        document.topology.application_gateways_for_containers,
    )
    return not any(
        key in subnets_used(item) and key_of(item.kind, item.name) != moving
        for section in sections
        for item in section
    )


def _serving(
    document: Document,
    vnet: VirtualNetwork,
    wanted: OwnSubnet,
    moving: Key | None,
    chosen: list[Subnet],
) -> Subnet | None:
    """Return a subnet of the network that is there already and does."""
    if wanted.is_reserved:
        return next((s for s in vnet.subnets if s.name == wanted.name), None)
    moved = document.topology.index.at(moving) if moving else None
    own = subnets_used(moved) if moved is not None else set()
    for subnet in vnet.subnets:
        if any(subnet is other for other in chosen):
            continue
        if key_of("subnet", f"{vnet.name}/{subnet.name}") in own:
            return subnet
        is_alike = (subnet.delegation or "").casefold() == (wanted.delegation or "").casefold()
        if wanted.delegation and is_alike and is_unused(document, vnet, subnet, moving):
            return subnet
    return None


def _new(vnet: VirtualNetwork, wanted: OwnSubnet, chosen: list[Subnet]) -> Subnet | None:
    """Return a subnet to be made; in a network without a size it has none either."""
    others = [s for s in chosen if not any(s is own for own in vnet.subnets)]
    around = vnet.model_copy(update={"subnets": (*vnet.subnets, *others)})
    name = wanted.name if wanted.is_reserved else _free_name(around, wanted.name)
    if not vnet.prefixes:
        return Subnet(name=name, delegation=wanted.delegation)
    prefix = _free_block(around, wanted)
    if prefix is None:
        return None
    policies = {"delegation": wanted.delegation, "prefixes": (prefix,)}
    return Subnet(name=name, **policies)


def _free_block(vnet: VirtualNetwork, wanted: OwnSubnet) -> Cidr | None:
    """Return a free block, apart from what the service must not use as long as there is another."""
    avoided = [Cidr.parse(text) for text in wanted.avoids]
    for taken in [avoided, []] if avoided else [[]]:
        for length in wanted.lengths:
            found = free_prefix(vnet, length, apart_from=taken)
            if found is not None:
                return found
    return None


def _free_name(vnet: VirtualNetwork, name: str) -> str:
    taken = {subnet.name.casefold() for subnet in vnet.subnets}
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
