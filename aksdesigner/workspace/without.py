"""Without: the same question asked of a copy of the design in which one thing is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.edit.command import Command, Refused
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.route import RemoveRoute
from aksdesigner.model.ids import Key, key_of, label_of, split_key

# what stands on the way of a packet and can go: kinds of the keys that a trace names
DEVICES = ("fw", "nva", "natgw", "gw", "lb", "nsg")
TABLE, PEERING = "rt", "peering"


@dataclass(frozen=True)
class Absence:
    """One thing that a path leans on, and the command that takes it out of a copy."""

    title: str
    key: Key
    command: Command


def absences_of(analysis: Analysis, trace: Trace) -> tuple[Absence, ...]:
    """Return what a path goes through or is decided by, in its order, each once."""
    found: dict[str, Absence] = {}
    for absence in _of(analysis, trace):
        found.setdefault(absence.title, absence)
    return tuple(found.values())


def _of(analysis: Analysis, trace: Trace) -> Iterator[Absence]:
    known = analysis.document.topology.index.by_key
    for hop in (*trace.forward, *trace.back):
        key = hop.key or hop.token
        # a firewall that sends from its own subnet is an end of the path, not on it
        if split_key(key)[0] in DEVICES and key in known and key not in _ends(trace):
            yield Absence(label_of(key), key, DeleteResources((key,)))
        route = hop.route
        if route is None or route.origin not in known:
            continue
        kind = split_key(route.origin or "")[0]
        if kind == TABLE and route.name:
            yield Absence(
                f"route {route.name}",
                route.origin or "",
                RemoveRoute(route.origin or "", route.name),
            )
        elif kind == PEERING:
            yield _without_peering(analysis, route.origin or "")
    for decision in trace.layers:
        if decision.key in known and split_key(decision.key or "")[0] in (*DEVICES, PEERING):
            key = decision.key or ""
            if split_key(key)[0] == PEERING:
                yield _without_peering(analysis, key)
            else:
                yield Absence(label_of(key), key, DeleteResources((key,)))


def _ends(trace: Trace) -> set[str]:
    return {trace.source, trace.destination}


def _without_peering(analysis: Analysis, key: Key) -> Absence:
    """Return the absence of a peering: both halves, since one alone connects nothing."""
    here, _, there = split_key(key)[1].partition(">")
    other = key_of(PEERING, f"{there}>{here}")
    known = analysis.document.topology.index.by_key
    halves = tuple(half for half in (key, other) if half in known)
    first, second = sorted((here, there))
    return Absence(f"peering {first} – {second}", key, DeleteResources(halves))


def asked_without(analysis: Analysis, absence: Absence, trace: Trace, mode: str) -> Trace | None:
    """Return what becomes of a packet when a thing is gone; the design itself stays as it is.

    None when the question has no meaning any more, since one of its ends has gone too.
    """
    try:
        copy = absence.command.apply(analysis.document)
        return analysis.after(copy).trace(
            trace.source, trace.destination, port=trace.port, protocol=trace.protocol, mode=mode
        )
    except (Refused, ValueError):
        return None
