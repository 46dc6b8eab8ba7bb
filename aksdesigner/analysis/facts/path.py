"""The answer to a question about a path: one flow, or several where a device relays (C.6)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts import story
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.endpoints import read_source, read_target, with_port
from aksdesigner.analysis.facts.ends import Origin, Target
from aksdesigner.analysis.facts.flight import Ask, Flight, fly, noted, stopped
from aksdesigner.analysis.facts.layers import layers_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import Stop, failed, short
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.relays import relay_after
from aksdesigner.analysis.results import Hop, Trace

MODES = ("filtered", "routing")
PROTOCOLS = ("tcp", "udp", "icmp", "esp", "ah")


@kept
def trace_of(
    design: Design, source: str, destination: str, port: int, protocol: str, mode: str
) -> Trace:
    """Trace a packet. Raises QueryError when an end, the protocol or the mode cannot be read."""
    return _trace(design, source, destination, port, protocol, mode)[0]


@kept
def explained_trace_of(
    design: Design, source: str, destination: str, port: int, protocol: str, mode: str
) -> Trace:
    """Trace a packet as `trace_of` does, with what each layer says and every blocker on both legs.

    Raises QueryError like `trace_of`.
    """
    found = trace_of(design, source, destination, port, protocol, mode)
    _, flights = _trace(design, source, destination, port, protocol, mode, thorough=True)
    blockers = dict.fromkeys(b for flight in flights for b in flight.blockers)
    if found.verdict in ("delivered", "notComputed"):
        blockers = {}
    found = replace(found, blockers=tuple(blockers))
    return replace(found, layers=layers_of(found, flights))


def _trace(
    design: Design,
    source: str,
    destination: str,
    port: int,
    protocol: str,
    mode: str,
    *,
    thorough: bool = False,
) -> tuple[Trace, tuple[Flight, ...]]:
    if mode not in MODES:
        raise QueryError(f"mode: found {mode!r}, expected {' or '.join(MODES)}")
    if protocol.casefold() not in PROTOCOLS:
        raise QueryError(f"protocol: found {protocol!r}, expected one of {', '.join(PROTOCOLS)}")
    origin = read_source(design, source)
    target = read_target(design, destination, origin)
    port = with_port(target, port)
    ask = Ask(port, protocol.casefold(), mode == "filtered", thorough)
    flights = _chain(design, origin, target, ask)
    ended = next((f for f in flights if f.verdict != "delivered"), flights[-1])
    there, home = _joined(flights, ended)
    sentence = ended.sentence
    if ended.verdict == "delivered" and len(flights) > 1:
        sentence = story.delivered(there, home)
    trace = Trace(
        source,
        destination,
        port,
        ask.protocol,
        ended.verdict,
        there,
        home,
        ended.leg,
        ended.reason,
        ended.device,
        ended.matched,
        sentence,
    )
    return trace, flights


def _chain(design: Design, origin: Origin, target: Target, ask: Ask) -> tuple[Flight, ...]:
    """Return the flow, and those that devices start for it, up to the end or the first failure."""
    flights = [fly(design, origin, target, ask)]
    started: set[str] = set()
    while flights[-1].verdict == "delivered" or (
        ask.thorough and flights[-1].stop.kind != "failed"
    ):
        relay = relay_after(design, flights[-1], target)
        if relay is None:
            break
        if isinstance(relay, Stop):
            flights[-1] = stopped(flights[-1], relay)
            break
        if relay.origin.token in started:
            text = f"{short(relay.origin.token)} asks itself."
            flights[-1] = stopped(flights[-1], failed("loop", "loop", text))
            break
        started.add(relay.origin.token)
        target = relay.target
        flights[-1] = noted(flights[-1], relay.via)
        flights.append(fly(design, relay.origin, target, replace(ask, port=relay.port)))
    return tuple(flights)


def _joined(flights: tuple[Flight, ...], ended: Flight) -> tuple[tuple[Hop, ...], tuple[Hop, ...]]:
    """Return the stops there and back of flows that follow each other, up to the one that ended."""
    last = flights.index(ended)
    there: tuple[Hop, ...] = ()
    for flight in flights[: last + 1]:
        there = _linked(there, flight.forward)
    if ended.verdict not in ("delivered", "asymmetric") or last + 1 < len(flights):
        return there, ended.home
    home: tuple[Hop, ...] = ()
    for flight in reversed(flights):
        edge = flight.forward[0].token.startswith("fd:")
        home = _linked(home, flight.home[:-1] if edge and len(flight.home) > 1 else flight.home)
    return there, home


def _linked(first: tuple[Hop, ...], then: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Return two runs of stops as one; the device that ends one and starts the other is one stop."""
    if not first or not then or first[-1].token != then[0].token:
        return first + then
    because = f"{first[-1].because} {then[0].because}".strip()
    return (*first[:-1], replace(then[0], because=because), *then[1:])
