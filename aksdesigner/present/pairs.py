"""Pairs: who may speak to whom in a design, one end for what behaves alike, and their verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.topology import Topology

# worst first: what a group of pairs shows when its members differ
WORST_FIRST = ("loop", "asymmetric", "blackhole", "dropped", "notComputed", "delivered")


@dataclass(frozen=True)
class PairEnd:
    """One row or column: `text` is how a trace names it, `key` what the canvas highlights.

    `sends` is false for what only receives (endpoints, frontends, API servers); `group` is the
    network, the site or the Internet that the end belongs to.
    """

    text: str
    label: str
    icon: str
    key: Key | None
    group: str
    sends: bool = True


@dataclass(frozen=True)
class Pair:
    """The answer to one cell; `trace` None means that nothing can be asked there."""

    source: PairEnd
    target: PairEnd
    trace: Trace | None

    @property
    def verdict(self) -> str:
        """The verdict, or an empty text where nothing is asked."""
        return self.trace.verdict if self.trace else ""


def ends_of(document: Document) -> tuple[PairEnd, ...]:
    """Return the ends of a design: outside first, then each network in the order of the file.

    Routes and security groups belong to subnets, so one machine speaks for all of its subnet and
    one pod for its pool's subnet.
    """
    topology = document.topology
    ends = [PairEnd("internet", "Internet", "internet", None, "Internet")]
    for site in topology.on_prem:
        if site.prefixes:
            key = f"site:{site.name}"
            ends.append(PairEnd(f"onprem:{site.name}", site.name, "site", key, site.name))
    for vnet in topology.vnets:
        ends.extend(_in_network(topology, vnet.name))
    return tuple(ends)


def _in_network(topology: Topology, vnet: str) -> Iterator[PairEnd]:
    yield from _pods(topology, vnet)
    yield from _machines(topology, vnet)
    yield from _receivers(topology, vnet)


def _pods(topology: Topology, vnet: str) -> Iterator[PairEnd]:
    for cluster in topology.aks_clusters:
        if cluster.vnet != vnet:
            continue
        speakers = {pool.pod_subnet or pool.subnet: pool for pool in reversed(cluster.pools)}
        for pool in reversed(speakers.values()):
            name = f"{cluster.name}/{pool.name}"
            told = f"{cluster.name} pods" if len(speakers) == 1 else f"{name} pods"
            yield PairEnd(f"pod:{name}", told, "aks", f"pool:{name}", vnet)
        if cluster.private or cluster.api_server_vnet_integration:
            told, key = f"{cluster.name} API", f"aks:{cluster.name}"
            yield PairEnd(f"api:{cluster.name}", told, "apiserver", key, vnet, sends=False)


def _machines(topology: Topology, vnet: str) -> Iterator[PairEnd]:
    told: set[tuple[str, str]] = set()
    machines: list[VirtualMachine | NetworkVirtualAppliance] = [*topology.vms, *topology.nvas]
    for machine in machines:
        place = (machine.kind, machine.subnet)
        if machine.vnet == vnet and place not in told:
            told.add(place)
            key = f"{machine.kind}:{machine.name}"
            yield PairEnd(key, machine.name, machine.kind, key, vnet)


def _receivers(topology: Topology, vnet: str) -> Iterator[PairEnd]:
    balancers = [item for item in topology.load_balancers if item.type == "internal"]
    for items, icon in ((balancers, "lb"), (topology.private_endpoints, "pe")):
        for item in items:
            if item.vnet == vnet:
                key = f"{icon}:{item.name}"
                yield PairEnd(key, item.name, icon, key, vnet, sends=False)


def is_asked(source: PairEnd, target: PairEnd) -> bool:
    """Return whether a cell has a question: not to oneself, and not between two ends outside."""
    outside = {"internet", "site"}
    return source.text != target.text and not ({source.icon, target.icon} <= outside)


def pair_of(analysis: Analysis, source: PairEnd, target: PairEnd, port: int, protocol: str) -> Pair:
    """Trace one pair; an end that has no address yet gives a pair without an answer."""
    if not is_asked(source, target):
        return Pair(source, target, None)
    try:
        trace = analysis.facts.trace(source.text, target.text, port, protocol)
    except ValueError:
        return Pair(source, target, None)
    return Pair(source, target, trace)


def counts_of(verdicts: Iterator[str]) -> tuple[tuple[str, int], ...]:
    """Return how often each verdict occurs, delivered first, then the worst."""
    counted = Counter(verdict for verdict in verdicts if verdict)
    order = ("delivered", *WORST_FIRST[:-1])
    return tuple((name, counted[name]) for name in order if counted[name])
