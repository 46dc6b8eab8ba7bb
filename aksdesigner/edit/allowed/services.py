"""Rows for services with subnets of their own, which a drop on a network makes."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no, yes
from aksdesigner.edit.own_subnets import OWN_SUBNETS, is_unused, missing_subnets, planned_subnets
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.route_server import RouteServer
from aksdesigner.model.nesting import children_of
from aksdesigner.model.part import Resource


def _in_special(drop: Drop) -> Verdict:
    """A service whose subnet has a name of Azure's: dropped there, or on a network."""
    name = OWN_SUBNETS[drop.kind][0].name
    if drop.subnet is not None:
        if drop.subnet.name == name:
            return yes()
        special = special_subnet(drop.subnet.name)
        return no(special.reason if special else f"needs {name}")
    return _on_network(drop)


def _on_network(drop: Drop) -> Verdict:
    if drop.vnet is None:
        return no("needs a VNet")
    missing = missing_subnets(drop.document, drop.vnet, drop.kind, drop.moving)
    if missing is None:
        return no("network is full")
    return yes(" and ".join(subnet.name for subnet in missing))


def _one_a_network(drop: Drop, kind: type[Resource], reason: str) -> Verdict:
    verdict = _in_special(drop)
    if not verdict or drop.vnet is None:
        return verdict
    for key, other in drop.index.of_kind(kind):
        if getattr(other, "vnet", None) == drop.vnet.name and key != drop.moving:
            return no(reason)  # azure-rules B.6
    return verdict


def _firewall(drop: Drop) -> Verdict:
    return _one_a_network(drop, Firewall, "one firewall per network")


def _route_server(drop: Drop) -> Verdict:
    return _one_a_network(drop, RouteServer, "one Route Server here")


def _bastion(drop: Drop) -> Verdict:
    """The Developer SKU has no subnet and stands in the network itself."""
    moved = drop.index.at(drop.moving) if drop.moving else None
    if isinstance(moved, Bastion) and moved.subnet is None:
        if drop.subnet is not None or drop.vnet is None:
            return no("needs a VNet")
        return yes()
    return _one_a_network(drop, Bastion, "one Bastion per network")


def _gateway(drop: Drop) -> Verdict:
    verdict = _in_special(drop)
    if not verdict or drop.vnet is None:
        return verdict
    moved = drop.index.at(drop.moving) if drop.moving else None
    here = gateway_types_in(drop.document, drop.vnet.name, apart_from=drop.moving)
    if len(here) >= 2 or (isinstance(moved, NetworkGateway) and moved.type in here):
        return no("gateway exists already")  # one of each type, azure-rules A.2
    return verdict


def gateway_types_in(document: Document, vnet: str, apart_from: Key | None = None) -> list[str]:
    """Return the types of the gateways of a network, in file order."""
    return [
        gateway.type
        for gateway in document.topology.gateways
        if gateway.vnet == vnet and key_of("gw", gateway.name) != apart_from
    ]


def _application_gateway(drop: Drop) -> Verdict:
    """Its subnet holds application gateways and nothing else (azure-rules B.6)."""
    subnet = drop.subnet
    if subnet is None or drop.parent is None:
        return _on_network(drop)
    special = special_subnet(subnet.name)
    if special is not None:
        return no(special.reason)
    if subnet.delegation and subnet.delegation.casefold() != _GATEWAYS:
        return no(f"delegated to {subnet.delegation.rpartition('/')[2]}")
    others = children_of(drop.index).get(drop.parent, ())
    if any(split_key(key)[0] != "agw" for key in others):
        return no("holds other things")
    return yes()


# with network isolation the subnet is delegated
_GATEWAYS = "microsoft.network/applicationgateways"


def _delegated(drop: Drop) -> Verdict:
    """A service with delegated subnets: into one that is free, or on a network that gets them."""
    subnet, vnet = drop.subnet, drop.vnet
    if subnet is None or vnet is None:
        return _on_network(drop)
    special = special_subnet(subnet.name)
    if special is not None:
        return no(special.reason)
    wanted = OWN_SUBNETS[drop.kind][0].delegation or ""
    if (subnet.delegation or "").casefold() != wanted.casefold():
        return no(f"needs {wanted.rpartition('/')[2]} delegation")
    if not is_unused(drop.document, vnet, subnet, drop.moving):
        return no("subnet is taken")
    if planned_subnets(drop.document, vnet, drop.kind, subnet.name, drop.moving) is None:
        return no("network is full")
    return yes()


ROWS: Mapping[str, Row] = {
    "fw": _firewall,
    "gw": _gateway,
    "bastion": _bastion,
    "rs": _route_server,
    "agw": _application_gateway,
    "agc": _delegated,
    "resolver": _delegated,
}
