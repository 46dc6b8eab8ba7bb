"""Lines of what leads from one thing to another without being a peering or a gateway's connection.

Origins of Front Door, endpoints of link services, virtual hubs with their networks and branches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.present.draft import Draft
from aksdesigner.present.picture import Node
from aksdesigner.present.routing import Side


def relations_of(document: Document, nodes: Mapping[Key, Node]) -> Iterator[Draft]:
    """Yield the lines between boxes that are both drawn; they end at the outermost boxes."""
    for name, kind, source, target in _pairs(document):
        if source not in nodes or target not in nodes:
            continue
        start, end = outermost(nodes, source), outermost(nodes, target)
        if start != end:
            # pills stand side by side: a line comes to one of them from above
            enter: Side | None = "top" if nodes[end].form == "pill" else None
            yield Draft(name, kind, source, target, start, end, (source,), enter=enter)


def outermost(nodes: Mapping[Key, Node], key: Key) -> Key:
    """Return the key of the outermost box around a thing that is no region."""
    node = nodes[key]
    while node.parent in nodes and nodes[node.parent or ""].form != "region":
        node = nodes[node.parent or ""]
    return node.key


def _pairs(document: Document) -> Iterator[tuple[Key, str, Key, Key]]:
    """Yield (key of the line, its kind, source, target)."""
    index = document.topology.index
    for key, hub in index.of_kind(VirtualHub):
        for connection in hub.connections:
            line = f"relation:{hub.name}/{connection.vnet}"
            yield line, "hubConnection", key, key_of("vnet", connection.vnet)
        for site in hub.sites:
            yield f"relation:{hub.name}/site/{site}", "vpn", key, key_of("site", site)
    for key, front in index.of_kind(FrontDoor):
        for at, origin in enumerate(front.origins):
            if origin.target:
                target = key_of(*split_key(origin.target))
                yield f"relation:{front.name}/{at}", "tether", key, target
    for key, endpoint in index.of_kind(PrivateEndpoint):
        if endpoint.link_service:
            target = key_of("pls", endpoint.link_service)
            yield f"relation:{endpoint.name}/pls", "tether", key, target
