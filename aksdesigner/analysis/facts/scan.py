"""Traces between the endpoints of a design, a bounded number of them (azure-rules G, "any trace").

Routes belong to subnets, so one endpoint speaks for all of its kind in its subnet. At most
`MOST` sources and `MOST` targets are asked, in file order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Trace
from aksdesigner.model.ids import Key, split_key

MOST = 32
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


@kept
def sources_of(facts: Facts) -> tuple[Endpoint, ...]:
    """Return who may speak: machines, one pod a pool, one address an on-premises prefix."""
    found = {
        (place.subnet, place.kind in ("node", "pod")): _as_source(place)
        for place in reversed(facts.places.all)
        if place.kind in MOVING
    }
    listed = [*reversed(found.values()), *_sites(facts)]
    return tuple(listed[:MOST])


@kept
def targets_of(facts: Facts) -> tuple[Endpoint, ...]:
    """Return who may be spoken to: the same, internal frontends, private endpoints, the Internet."""
    found: dict[tuple[Key, str], Endpoint] = {}
    for place in facts.places.all:
        if place.kind in ("vm", "nva", "node", "lb", "pe"):
            end = Endpoint(str(place.address), place.kind, place.key, place.subnet)
            found.setdefault((place.subnet, place.kind), end)
    sites = [Endpoint(s.text.partition("@")[2], s.kind, s.key) for s in _sites(facts)]
    return (Endpoint(OUTSIDE, "internet"), *[*found.values(), *sites][: MOST - 1])


def _as_source(place: Place) -> Endpoint:
    text = place.token
    if place.kind in ("node", "pod") and place.key is not None:
        text = f"pod:{split_key(place.key)[1]}"
    return Endpoint(text, place.kind, place.key, place.subnet)


def _sites(facts: Facts) -> Iterator[Endpoint]:
    for site in facts.topology.on_prem:
        for prefix in site.prefixes:
            if prefix.version == 4 and not prefix.is_default:
                address = prefix.first + min(10, prefix.size - 1)
                yield Endpoint(f"onprem:{site.name}@{address}", "site", f"site:{site.name}")


@kept
def scan_of(facts: Facts) -> tuple[Scanned, ...]:
    """Return the traces between endpoints of different subnets, and from each to the Internet."""
    return tuple(_scan(facts))


def _scan(facts: Facts) -> Iterator[Scanned]:
    for source in sources_of(facts):
        for target in targets_of(facts):
            same_subnet = source.subnet is not None and source.subnet == target.subnet
            both_outside = source.subnet is None and target.subnet is None
            if same_subnet or both_outside:
                continue
            try:
                trace = facts.trace(source.text, target.text)
            except QueryError:
                continue  # an endpoint without an address has nothing to say
            yield Scanned(source, target, trace)


def devices_of(trace: Trace) -> tuple[str, ...]:
    """Return the tokens of the appliances that a trace passes, in order."""
    tokens = (hop.token for hop in (*trace.forward, *trace.back))
    return tuple(dict.fromkeys(t for t in tokens if t.startswith(("fw:", "nva:"))))
