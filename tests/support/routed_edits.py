"""Random edits of a design in which routing is what matters; each shares what it leaves alone."""

from __future__ import annotations

import random
from typing import Any

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.route_table import Route
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

FLAGS = (
    "allow_virtual_network_access",
    "allow_forwarded_traffic",
    "allow_gateway_transit",
    "use_remote_gateways",
)


def edited(rng: random.Random, document: Document) -> Document:
    """Return a design that differs in one thing, or the same one where the chosen kind is absent."""
    return rng.choice(EDITS)(rng, document)


def _with(document: Document, **sections: Any) -> Document:
    return document.replace(topology=document.topology.with_changes(**sections))


def _replaced(items: tuple[Any, ...], old: Any, new: Any) -> tuple[Any, ...]:
    return tuple(new if item is old else item for item in items)


def _change(document: Document, section: str, old: Any, **changes: Any) -> Document:
    items = getattr(document.topology, section)
    return _with(document, **{section: _replaced(items, old, old.with_changes(**changes))})


def _any(rng: random.Random, document: Document, section: str) -> Any:
    items = getattr(document.topology, section)
    return rng.choice(items) if items else None


def route(rng: random.Random, document: Document) -> Document:
    table = _any(rng, document, "route_tables")
    if table is None:
        return document
    routes = list(table.routes)
    if routes and rng.random() < 0.5:
        routes.pop(rng.randrange(len(routes)))
    else:
        hops = [fw.ip for fw in document.topology.firewalls if fw.ip]
        hops += [nva.ip for nva in document.topology.nvas if nva.ip]
        hops.append(Address.parse(f"10.{rng.randint(0, 4)}.1.{rng.choice([4, 77])}"))
        kind = rng.choice(["VirtualAppliance", "VirtualAppliance", "None", "Internet", "VnetLocal"])
        text = rng.choice(
            ["0.0.0.0/0", "10.0.0.0/8", f"10.{rng.randint(0, 4)}.{rng.randint(0, 3)}.0/24"]
        )
        ip = rng.choice(hops) if kind == "VirtualAppliance" else None
        name = f"n{rng.randrange(10**6)}"
        routes.append(Route(name=name, prefix=Cidr.parse(text), next_hop_type=kind, next_hop_ip=ip))
    return _change(document, "route_tables", table, routes=tuple(routes))


def propagation(rng: random.Random, document: Document) -> Document:
    table = _any(rng, document, "route_tables")
    if table is None:
        return document
    return _change(document, "route_tables", table, disable_bgp=not table.disable_bgp)


def attach(rng: random.Random, document: Document) -> Document:
    vnet = _any(rng, document, "vnets")
    if not vnet.subnets:
        return document
    subnet = rng.choice(vnet.subnets)
    table = _any(rng, document, "route_tables")
    name = table.name if table and rng.random() < 0.8 else None
    new = _replaced(vnet.subnets, subnet, subnet.with_changes(route_table=name))
    return _change(document, "vnets", vnet, subnets=new)


def space(rng: random.Random, document: Document) -> Document:
    vnet = _any(rng, document, "vnets")
    block = Cidr.parse(f"10.{rng.choice([0, 1, 2, 60, 61])}.0.0/{rng.choice([16, 16, 17, 20])}")
    prefixes = list(vnet.prefixes)
    if rng.random() < 0.5 and prefixes:
        prefixes[0] = rng.choice([block, prefixes[0], Cidr.parse("fd00:9::/48")])
    elif len(prefixes) > 1:
        prefixes.pop()
    else:
        prefixes.append(block)
    return _change(document, "vnets", vnet, prefixes=tuple(prefixes))


def peering(rng: random.Random, document: Document) -> Document:
    peerings = document.topology.peerings
    choice = rng.random()
    if peerings and choice < 0.4:
        half, flag = rng.choice(peerings), rng.choice(FLAGS)
        return _change(document, "peerings", half, **{flag: not getattr(half, flag)})
    if peerings and choice < 0.7:
        half = rng.choice(peerings)
        return _with(document, peerings=tuple(p for p in peerings if p is not half))
    names = [vnet.name for vnet in document.topology.vnets]
    one, other = rng.choice(names), rng.choice(names)
    more = [
        Peering(from_=a, to=b, allow_forwarded_traffic=True)
        for a, b in ((one, other), (other, one))
    ]
    known = {(p.from_, p.to) for p in peerings}
    fresh = [p for p in more if (p.from_, p.to) not in known]
    return _with(document, peerings=(*peerings, *fresh))


def endpoint(rng: random.Random, document: Document) -> Document:
    found = _any(rng, document, "private_endpoints")
    choice = rng.random()
    if found is not None and choice < 0.3:
        state = "Pending" if found.state == "Approved" else "Approved"
        return _change(document, "private_endpoints", found, state=state)
    endpoints = document.topology.private_endpoints
    if found is not None and choice < 0.6:
        return _with(document, private_endpoints=tuple(e for e in endpoints if e is not found))
    vnet = _any(rng, document, "vnets")
    if not vnet.subnets:
        return document
    subnet = rng.choice(vnet.subnets)
    name = f"pe{rng.randrange(10**6)}"
    return _with(
        document,
        private_endpoints=(
            *endpoints,
            PrivateEndpoint(name=name, vnet=vnet.name, subnet=subnet.name),
        ),
    )


def machine(rng: random.Random, document: Document) -> Document:
    section = rng.choice(["firewalls", "nvas", "vms", "load_balancers"])
    found = _any(rng, document, section)
    if found is None:
        return document
    items = getattr(document.topology, section)
    if rng.random() < 0.25 and section != "nvas":
        return _with(document, **{section: tuple(item for item in items if item is not found)})
    if section == "firewalls":
        other = "network" if found.rules == "application" else "application"
        return _change(document, section, found, rules=other)
    if section == "load_balancers":
        return _change(document, section, found, ip=None)
    field = rng.choice(
        ["ip_forwarding", "snat", "stateful"] if section == "nvas" else ["ip_forwarding"]
    )
    return _change(document, section, found, **{field: not getattr(found, field)})


def rare(rng: random.Random, document: Document) -> Document:
    choice = rng.randrange(3)
    if choice == 0 and document.topology.gateways:
        return _with(document, gateways=document.topology.gateways[1:])
    if choice == 1:
        name = f"extra{rng.randrange(10**6)}"
        block = Cidr.parse(f"10.{rng.randint(200, 240)}.0.0/16")
        more = VirtualNetwork(name=name, prefixes=(block,))
        return _with(document, vnets=(*document.topology.vnets, more))
    mode = "strict" if document.settings.peering_mode != "strict" else "serviceTagOnly"
    return document.replace(settings=document.settings.with_changes(peering_mode=mode))


EDITS = (
    route,
    route,
    route,
    propagation,
    attach,
    attach,
    space,
    peering,
    peering,
    endpoint,
    machine,
    rare,
)
