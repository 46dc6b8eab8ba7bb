"""The topology as a graph: what contains, refers to, peers with and forwards to what.

The one door to networkx. Nodes are resource keys with the attributes ``kind``, ``name`` and
``parent``; edges carry ``type``: contains, references, peers or forwards.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import networkx

from aksdesigner.analysis.facts.design import Design, subnet_key, vnet_key
from aksdesigner.analysis.facts.effective_routes import full_table
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import peering_scope
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.references import uses_of

TopologyGraph: TypeAlias = networkx.MultiDiGraph
EDGE_TYPES = ("contains", "references", "peers", "forwards")
_NO_XML = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@kept
def graph_of(design: Design) -> TopologyGraph:
    """Return the graph of a design. It is shared: readers never change it."""
    graph = networkx.MultiDiGraph()
    for entry in design.index.entries:
        kind, name = split_key(entry.key)
        graph.add_node(entry.key, kind=kind, name=name, parent=entry.parent)
    for tail, head, attributes in _edges(design):
        if graph.has_node(tail) and graph.has_node(head):
            graph.add_edge(tail, head, **attributes)
    return networkx.freeze(graph)


def _edges(design: Design) -> Iterator[tuple[Key, Key, dict[str, Any]]]:
    yield from _contained(design)
    for use in uses_of(design.topology):
        yield use.owner, use.target, {"type": "references", "field": use.field}
    for link in peering_scope(design).links:
        for half in link.halves:
            attributes = {"type": "peers", "state": link.state, "rule": link.rule}
            yield vnet_key(half.from_), vnet_key(half.to), attributes
    yield from _forwarding(design)
    yield from _handing_on(design)


def _contained(design: Design) -> Iterator[tuple[Key, Key, dict[str, Any]]]:
    for entry in design.index.entries:
        if entry.parent is not None:
            yield entry.parent, entry.key, {"type": "contains"}
    for place in places_of(design).all:
        if place.key is not None and split_key(place.key)[0] not in ("aks", "subnet"):
            yield place.subnet, place.key, {"type": "contains"}
    for gateway in design.topology.gateways:
        key = f"gw:{gateway.name}"
        yield subnet_key(gateway.vnet, "GatewaySubnet"), key, {"type": "contains"}


def _forwarding(design: Design) -> Iterator[tuple[Key, Key, dict[str, Any]]]:
    """Yield subnet -> appliance for each user route in force."""
    places = places_of(design)
    for subnet, _ in design.index.of_kind(Subnet):
        vnet = vnet_key(split_key(subnet)[1].partition("/")[0])
        near = (vnet, *peering_scope(design).peers(vnet))
        for row in full_table(design, subnet):
            if row.next_hop_type != "VirtualAppliance" or row.state != "Active":
                continue
            for ip in row.next_hop_ips:
                owners = (places.owner(network, ip) for network in near)
                owner = next((o for o in owners if o and o.key), None)
                if owner is not None and owner.key is not None:
                    yield subnet, owner.key, {"type": "forwards", "prefix": str(row.prefix)}


def _handing_on(design: Design) -> Iterator[tuple[Key, Key, dict[str, Any]]]:
    """Yield balancer -> backend, and firewall -> target of a DNAT rule."""
    for balancer in design.topology.load_balancers:
        for backend in balancer.backends:
            yield f"lb:{balancer.name}", backend, {"type": "forwards"}
    owners = [place for place in places_of(design).all if place.key is not None]
    for firewall in design.topology.firewalls:
        for rule in firewall.dnat:
            for place in owners:
                if place.address == rule.to:
                    attributes = {"type": "forwards", "rule": rule.name}
                    yield f"fw:{firewall.name}", place.key or "", attributes


def reachable(graph: TopologyGraph, start: Key, types: Iterable[str]) -> frozenset[Key]:
    """Return every node that edges of some types lead to from `start`, itself left out."""
    wanted = frozenset(types)
    view = networkx.subgraph_view(
        graph, filter_edge=lambda tail, head, key: graph[tail][head][key]["type"] in wanted
    )
    return frozenset(networkx.descendants(view, start)) if start in graph else frozenset()


def dependents(graph: TopologyGraph, key: Key) -> frozenset[Key]:
    """Return everything that, directly or not, contains or refers to a resource."""
    return reachable(graph.reverse(copy=False), key, ("contains", "references"))


def graphml_of(graph: TopologyGraph) -> bytes:
    """Return a graph as GraphML in UTF-8: nodes and edges with their attributes as texts.

    What XML can't say becomes U+FFFD; an attribute that is None is not written.
    """
    told = networkx.MultiDiGraph()
    names = {node: _xml_text(node) for node in graph}
    for node, attributes in graph.nodes(data=True):
        told.add_node(names[node], **_texts(attributes))
    for tail, head, attributes in graph.edges(data=True):
        told.add_edge(names[tail], names[head], **_texts(attributes))
    stream = io.BytesIO()
    networkx.write_graphml_xml(told, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue()


def _texts(attributes: dict[str, Any]) -> dict[str, str]:
    return {k: _xml_text(str(v)) for k, v in attributes.items() if v is not None}


def _xml_text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
