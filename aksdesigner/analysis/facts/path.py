"""The answer to a question about a path: one flow, or several where a device relays (C.6)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.endpoints import read_source, read_target, with_port
from aksdesigner.analysis.facts.flight import Ask, Flight, fly
from aksdesigner.analysis.facts.layers import layers_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Trace

MODES = ("filtered", "routing")


@kept
def trace_of(
    design: Design, source: str, destination: str, port: int, protocol: str, mode: str
) -> Trace:
    """Trace a packet. Raises QueryError when source, destination or mode cannot be read."""
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
    origin = read_source(design, source)
    target = read_target(design, destination, origin)
    port = with_port(target, port)
    ask = Ask(port, protocol.casefold(), mode == "filtered", thorough)
    flight = fly(design, origin, target, ask)
    trace = Trace(
        source,
        destination,
        port,
        ask.protocol,
        flight.verdict,
        flight.forward,
        flight.home,
        flight.leg,
        flight.reason,
        flight.device,
        flight.matched,
        flight.sentence,
    )
    return trace, (flight,)
