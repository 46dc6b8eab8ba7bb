"""The next free range of an existing design, with room to grow where there is some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aksdesigner.analysis.facts.formulas import block_prefix_length_for, prefix_length_for, surge
from aksdesigner.edit.suggest import pod_ranges, service_ranges, site_ranges, vnet_ranges
from aksdesigner.model.address import RFC1918, RFC6598, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.planning.allocate import Clash, Demand, Grant, Shortage, allocate
from aksdesigner.planning.planner import azure_ranges
from aksdesigner.planning.sheet import Spaces
from aksdesigner.planning.sizing import SERVICE_LENGTH


@dataclass(frozen=True)
class NoRoom:
    """Nothing of a length is free in `spaces`."""

    length: int
    spaces: tuple[Cidr, ...]

    def __str__(self) -> str:
        places = ", ".join(str(space) for space in self.spaces) or "a network without a size"
        return f"no /{self.length} is free in {places}"


def next_network(
    document: Document, length: int, spaces: Sequence[Cidr] = RFC1918
) -> Grant | NoRoom:
    """Return where one more network of a length goes: clear of all that the design knows.

    A site that announces a space whole (10.0.0.0/8) says where it may be reached, not what it
    uses; only such a summary is not counted.
    """
    return _next(spaces, [*_others(document, spaces), *_clusters(document)], length)


def next_subnet(document: Document, vnet: str, length: int) -> Grant | NoRoom:
    """Return where one more subnet goes in a network. Raises KeyError for an unknown network."""
    network = document.topology.index.get(VirtualNetwork, vnet)
    if network is None:
        raise KeyError(vnet)
    spaces = [prefix.network for prefix in network.prefixes if prefix.version == 4]
    return _next(spaces, [p for subnet in network.subnets for p in subnet.prefixes], length)


def next_pods(document: Document, length: int) -> Grant | NoRoom:
    """Return a pod range for one more cluster: clear of those of the others, too."""
    spaces = (RFC6598, *RFC1918)
    return _next(spaces, [*_others(document, spaces), *_clusters(document)], length)


def next_services(document: Document, length: int = SERVICE_LENGTH) -> Grant | NoRoom:
    """Return a service range for one more cluster: clear of those of the others, too."""
    spaces = (*Spaces().services, Cidr.parse("10.0.0.0/8"))
    return _next(spaces, [*_others(document, spaces), *_clusters(document)], length)


def next_cluster(
    document: Document, vnet: str, nodes: int, max_surge: str = "33%"
) -> dict[str, Grant | NoRoom]:
    """Return node subnet, pod and service range for one more private overlay cluster.

    `nodes` are all its nodes at their largest. Raises KeyError for an unknown network, ValueError
    for more nodes than any range takes.
    """
    most = nodes + surge(nodes, max_surge)
    subnet, pods = prefix_length_for(most + 1), block_prefix_length_for(most)
    if subnet is None or pods is None:
        raise ValueError(f"found {nodes} nodes, expected fewer")
    pod_range = next_pods(document, pods)
    found: dict[str, Grant | NoRoom] = {
        "nodes": next_subnet(document, vnet, subnet),
        "pods": pod_range,
    }
    spaces = (*Spaces().services, Cidr.parse("10.0.0.0/8"))
    taken = [*_others(document, spaces), *_clusters(document)]
    if isinstance(pod_range, Grant):
        taken.append(pod_range.held)
    found["services"] = _next(spaces, taken, SERVICE_LENGTH)
    return found


def _others(document: Document, spaces: Sequence[Cidr]) -> list[Cidr]:
    """Return networks, sites, the registry and what Azure keeps; no summaries of a whole space."""
    topology = document.topology
    sites = [
        prefix
        for prefix in site_ranges(topology)
        if prefix.version == 4 and not any(prefix.contains(space) for space in spaces)
    ]
    registry = [entry.prefix for entry in document.registry]
    found = [*vnet_ranges(topology), *sites, *registry, *azure_ranges()]
    return [prefix for prefix in found if prefix.version == 4 and not prefix.is_default]


def _clusters(document: Document) -> list[Cidr]:
    ranges = [*pod_ranges(document.topology), *service_ranges(document.topology)]
    return [prefix for prefix in ranges if prefix.version == 4]


def _next(spaces: Sequence[Cidr], taken: Sequence[Cidr], length: int) -> Grant | NoRoom:
    """Return a block whose buddy is free, too, else one without, else NoRoom."""
    for grows in (True, False):
        outcome = allocate(spaces, taken, [Demand("next", length, grows=grows)])
        if not isinstance(outcome, (Shortage, Clash)):
            return outcome[0]
    return NoRoom(length, tuple(spaces))
