"""Random edits of a document, the same for the same random source."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.model.document import Document, View, new_document
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.workspace.session import Session


@dataclass(frozen=True)
class Edit:
    """A command made of a label and a function."""

    label: str
    change: Callable[[Document], Document]

    def apply(self, document: Document) -> Document:
        return self.change(document)


def design_of_size(vnets: int, name: str = "start") -> Document:
    """Return a design with some networks of ten subnets, and their positions."""
    networks = tuple(_network(f"vnet-{i}", i) for i in range(vnets))
    positions = {f"vnet:vnet-{i}": (float(i), 2.0 * i) for i in range(vnets)}
    document = new_document(name)
    return document.replace(
        topology=document.topology.with_changes(vnets=networks),
        views=(View(name="main", positions=positions),),
    )


def _network(name: str, block: int) -> VirtualNetwork:
    subnets = tuple(
        Subnet.model_validate({"name": f"snet-{j}", "prefix": f"10.{block % 256}.{j}.0/24"})
        for j in range(10)
    )
    return VirtualNetwork.model_validate(
        {"name": name, "prefixes": [f"10.{block % 256}.0.0/16"], "subnets": subnets}
    )


def random_step(rng: random.Random, session: Session, number: int) -> None:
    """Do one thing to a session: an edit that always changes something, an undo or a redo."""
    chance = rng.random()
    if chance < 0.12 and session.update.undo_label and number % 7:
        session.undo()
    elif chance < 0.2 and session.update.redo_label:
        session.redo()
    else:
        session.do(_edit(rng, number))


def _edit(rng: random.Random, number: int) -> Edit:
    kind = rng.randrange(6)
    spot = rng.random()
    names = ("Add", "Remove", "Change", "Place", "Settings", "Name")
    changes = (_add, _remove, _change, _place, _settings, _name)
    return Edit(f"{names[kind]} {number}", lambda d: changes[kind](d, number, spot))


def _index(document: Document, spot: float) -> int:
    return int(spot * len(document.topology.vnets))


def _with_vnets(document: Document, vnets: list[VirtualNetwork]) -> Document:
    topology = document.topology.model_copy(update={"vnets": tuple(vnets)})
    return document.replace(topology=type(topology)(**dict(topology)))


def _add(document: Document, number: int, spot: float) -> Document:
    vnets = list(document.topology.vnets)
    vnets.insert(_index(document, spot), _network(f"added-{number}", number))
    return _with_vnets(document, vnets)


def _remove(document: Document, number: int, spot: float) -> Document:
    vnets = list(document.topology.vnets)
    if not vnets:
        return _name(document, number, spot)
    del vnets[_index(document, spot)]
    return _with_vnets(document, vnets)


def _change(document: Document, number: int, spot: float) -> Document:
    vnets = list(document.topology.vnets)
    if not vnets:
        return _name(document, number, spot)
    at = _index(document, spot)
    vnets[at] = vnets[at].with_changes(name=f"renamed-{number}", hub=bool(number % 2))
    return _with_vnets(document, vnets)


def _place(document: Document, number: int, spot: float) -> Document:
    positions = {**document.view.positions, f"vnet:placed-{number % 9}": (number * 1.0, spot)}
    return document.replace(views=(View(name="main", positions=positions),))


def _settings(document: Document, number: int, spot: float) -> Document:
    settings = document.settings.with_changes(region=f"region-{number}", headroom_nodes=number)
    return document.replace(settings=settings)


def _name(document: Document, number: int, spot: float) -> Document:
    return document.replace(name=f"name {number} {spot:.6f} äöü\u4e2d")
