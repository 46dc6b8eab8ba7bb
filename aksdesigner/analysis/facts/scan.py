"""Traces between the endpoints of a design (azure-rules G, "any trace").

Routes belong to subnets, so one endpoint speaks for all of its kind in its subnet that no narrower
route, security group or approval tells apart. Networks that are
alike (`symmetry`) have the same traces, each endpoint with its counterpart; so of each class of
networks one sends, and is sent to by one of every class, by itself, and by a second one of its own.
Prefixes of one site that nobody tells apart have one speaker. Nothing is left out by that:
any other pair has the verdict of the pair that speaks for it.

Where a pair meets a fault that a finding names (`TOLD`), those that it speaks for are asked as well, so
that each of them is named: all pairs of a small class, of a large one enough that every
endpoint is asked as a source and as a target.

`MOST_PAIRS` bounds the work on a design in which nothing is alike; the pairs are then chosen so
that sources and targets take turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.narrow_routes import hops_to, narrow_routes, next_hops_in
from aksdesigner.analysis.facts.peering_scope import network_names
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.symmetry import network_classes, prefix_print
from aksdesigner.analysis.results import Trace
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

MOST_PAIRS = 4096
ALL_PAIRS = 1024  # of pairs that one pair speaks for, how many are asked where it meets a fault
TOLD = ("loop", "asymmetric")
TOLD_REASONS = ("forwarded_traffic_blocked",)
OUTSIDE = "203.0.113.1"
MOVING = ("vm", "nva", "node", "pod")


@dataclass(frozen=True)
class Endpoint:
    """One end of a scan: how a trace names it, what it is, and where it stands."""

    text: str
    kind: str
    key: Key | None = None
    subnet: Key | None = None


@dataclass(frozen=True)
class Scanned:
    """A trace between two endpoints."""

    source: Endpoint
    target: Endpoint
    trace: Trace


@dataclass(frozen=True)
class Ends:
    """Who may speak in a network, and who may be spoken to, in file order."""

    sources: tuple[Endpoint, ...]
    targets: tuple[Endpoint, ...]


Pair = tuple[Endpoint, Endpoint]


@dataclass(frozen=True)
class Orbit:
    """Pairs that fare alike: the one that speaks, and what the others are made of.

    `sources` and `targets` are the counterparts of its ends, network by network; `relation` says
    which of them belong together.
    """

    speaker: Pair
    sources: tuple[Endpoint, ...]
    targets: tuple[Endpoint, ...]
    relation: Literal["any", "within", "apart"] = "any"

    @property
    def others(self) -> tuple[Pair, ...]:
        """The pairs spoken for; of many, each end once as either."""
        if self.relation == "within":
            return tuple(zip(self.sources, self.targets, strict=True))[1:]
        wide, high = len(self.sources), len(self.targets)
        if wide * high > ALL_PAIRS:
            rows = [(0, n) for n in range(high)] + [(n, 0) for n in range(wide)]
        else:
            rows = [(i, k) for i in range(wide) for k in range(high)]
        apart = self.relation == "apart"
        first = (0, 1) if apart else (0, 0)
        chosen = dict.fromkeys(
            (i, k) for i, k in rows if (i, k) != first and not (apart and i == k)
        )
        return tuple((self.sources[i], self.targets[k]) for i, k in chosen)


@kept
def sources_of(facts: Facts) -> tuple[Endpoint, ...]:
    """Return who may speak: machines, one pod a pool, one address an on-premises prefix."""
    found = [end for vnet in _networks(facts) for end in ends_of(facts, vnet).sources]
    return (*found, *_sites(facts))


@kept
def targets_of(facts: Facts) -> tuple[Endpoint, ...]:
    """Return who may be spoken to: the same, internal frontends, private endpoints, the Internet."""
    found = [end for vnet in _networks(facts) for end in ends_of(facts, vnet).targets]
    return (Endpoint(OUTSIDE, "internet"), *found, *map(_as_target, _sites(facts)))


def _networks(facts: Facts) -> Iterator[Key]:
    return (vnet_key(name) for name in network_names(facts))


@kept
def ends_of(facts: Facts, vnet: Key) -> Ends:
    """Return the endpoints of a network, one of those in each subnet that fare alike."""
    sources: dict[tuple[object, ...], Endpoint] = {}
    targets: dict[tuple[object, ...], Endpoint] = {}
    routes, hops = narrow_routes(facts, vnet), next_hops_in(facts, vnet)
    for place in facts.places.within(vnet):
        led_to = place.address if place.address in hops else None
        fate = (hops_to(routes, place.address), led_to, _guard(facts, place), _stray(facts, place))
        own = (place.subnet, *fate)
        if place.kind in MOVING:
            moving = (*own, place.kind in ("node", "pod"))
            sources.setdefault(moving, _as_source(place))
        if place.kind in ("vm", "nva", "node", "lb", "pe"):
            end = Endpoint(str(place.address), place.kind, place.key, place.subnet)
            targets.setdefault((*own, place.kind), end)
    return Ends(tuple(sources.values()), tuple(targets.values()))


def _guard(facts: Facts, place: Place) -> str | None:
    """Return what lets traffic to an endpoint alone in or keeps it out."""
    found = facts.index.at(place.key) if place.key else None
    if isinstance(found, (VirtualMachine, NetworkVirtualAppliance)):
        return found.nsg
    return found.state if isinstance(found, PrivateEndpoint) else None


def _stray(facts: Facts, place: Place) -> Address | None:
    """Return an address that its subnet does not hold, None for one that it does."""
    found = facts.index.at(place.subnet)
    spaces = found.prefixes if isinstance(found, Subnet) else ()
    return None if any(space.contains(place.address) for space in spaces) else place.address


def _as_source(place: Place) -> Endpoint:
    text = place.token
    if place.kind in ("node", "pod") and place.key is not None:
        text = f"pod:{split_key(place.key)[1]}"
    return Endpoint(text, place.kind, place.key, place.subnet)


def _sites(facts: Facts) -> Iterator[Endpoint]:
    for site in facts.topology.on_prem:
        for prefix in site.prefixes:
            if prefix.version == 4 and not prefix.is_default:
                yield _at_site(site, prefix)


def _at_site(site: OnPremises, prefix: Cidr) -> Endpoint:
    address = prefix.first + min(10, prefix.size - 1)
    return Endpoint(f"onprem:{site.name}@{address}", "site", f"site:{site.name}")


def _as_target(site: Endpoint) -> Endpoint:
    return Endpoint(site.text.partition("@")[2], site.kind, site.key)


@kept
def _speaking_sites(facts: Facts) -> tuple[Endpoint, ...]:
    """Return one address for each set of prefixes of a site that nobody tells apart."""
    found: dict[object, Endpoint] = {}
    for site in facts.topology.on_prem:
        own = Counter(prefix.network for prefix in site.prefixes)
        for prefix in site.prefixes:
            if prefix.version == 4 and not prefix.is_default:
                like = (site.name, prefix_print(facts, prefix.network), own[prefix.network] > 1)
                found.setdefault(like, _at_site(site, prefix))
    return tuple(found.values())


@kept
def scan_of(facts: Facts) -> tuple[Scanned, ...]:
    """Return the traces between endpoints of different subnets, and from each to the Internet.

    One for each orbit of pairs, and more of those with a fault that is told.
    """
    found: list[Scanned] = []
    for orbit in _in_turns(list(orbits_of(facts)))[:MOST_PAIRS]:
        first = _asked(facts, orbit.speaker)
        if first is None:
            continue
        found.append(first)
        if _is_told(first.trace):
            more = (_asked(facts, other) for other in orbit.others)
            found.extend(scanned for scanned in more if scanned is not None)
    return tuple(found)


def _is_told(trace: Trace) -> bool:
    return trace.verdict in TOLD or trace.reason in TOLD_REASONS


def _asked(facts: Facts, pair: Pair) -> Scanned | None:
    source, target = pair
    try:
        return Scanned(source, target, facts.trace(source.text, target.text))
    except QueryError:
        return None  # an endpoint without an address has nothing to say


def _in_turns(orbits: list[Orbit]) -> list[Orbit]:
    """Return the orbits, in another order where they are too many: sources and targets in turns."""
    if len(orbits) <= MOST_PAIRS:
        return orbits
    sources = {s: n for n, s in enumerate(dict.fromkeys(o.speaker[0] for o in orbits))}
    targets = {t: n for n, t in enumerate(dict.fromkeys(o.speaker[1] for o in orbits))}

    def turn(orbit: Orbit) -> tuple[int, int]:
        source, target = (sources[orbit.speaker[0]], targets[orbit.speaker[1]])
        return (target - source) % len(targets), source

    return sorted(orbits, key=turn)


def orbits_of(facts: Facts) -> Iterator[Orbit]:
    """Yield the orbits of pairs: a pair speaks for those that symmetry maps it to."""
    sites = _speaking_sites(facts)
    outside = (Endpoint(OUTSIDE, "internet"), *map(_as_target, sites))
    speaking = [(alike, *_counterparts(facts, alike)) for alike in _classes(facts)]
    for here, sources, _ in speaking:
        for speakers in sources:
            yield Orbit((speakers[0], outside[0]), speakers, outside[:1])
            for there, _, targets in speaking:
                for ends in targets:
                    yield from _between(speakers, ends, alike=here is there)
            for site in outside[1:]:
                yield Orbit((speakers[0], site), speakers, (site,))
    for site in sites:
        yield Orbit((site, outside[0]), (site,), outside[:1])
        for _, _, targets in speaking:
            for ends in targets:
                yield Orbit((site, ends[0]), (site,), ends)


Ranks = tuple[tuple[Endpoint, ...], ...]


def _classes(facts: Facts) -> Iterator[tuple[Key, ...]]:
    """Yield the classes of networks; one whose networks have other numbers of ends falls apart."""
    for alike in network_classes(facts):
        ends = [ends_of(facts, vnet) for vnet in alike]
        if len({(len(end.sources), len(end.targets)) for end in ends}) == 1:
            yield alike
        else:
            yield from ((vnet,) for vnet in alike)


@kept
def _counterparts(facts: Facts, alike: tuple[Key, ...]) -> tuple[Ranks, Ranks]:
    """Return the sources and the targets of networks that are alike, each with its counterparts."""
    ends = [ends_of(facts, vnet) for vnet in alike]
    sources = zip(*(end.sources for end in ends), strict=True)
    targets = zip(*(end.targets for end in ends), strict=True)
    return tuple(sources), tuple(targets)


def _between(
    speakers: tuple[Endpoint, ...], ends: tuple[Endpoint, ...], *, alike: bool
) -> Iterator[Orbit]:
    if not alike:
        yield Orbit((speakers[0], ends[0]), speakers, ends)
        return
    if speakers[0].subnet != ends[0].subnet:
        yield Orbit((speakers[0], ends[0]), speakers, ends, "within")
    if len(ends) > 1:
        yield Orbit((speakers[0], ends[1]), speakers, ends, "apart")


def devices_of(trace: Trace) -> tuple[str, ...]:
    """Return the tokens of the appliances that a trace passes, in order."""
    tokens = (hop.token for hop in (*trace.forward, *trace.back))
    return tuple(dict.fromkeys(t for t in tokens if t.startswith(("fw:", "nva:"))))
