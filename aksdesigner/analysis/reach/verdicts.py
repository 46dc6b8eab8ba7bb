"""The verdict of a pair: both legs and the stateful devices on them, as the walk would say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aksdesigner.analysis.facts.flight import lonely_device
from aksdesigner.analysis.reach.actions import Device
from aksdesigner.analysis.results import Hop, Leg, Trace, Verdict
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.topology import Index


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What becomes of a packet between two ends by routing alone, and of its reply (C.6).

    `forward` and `back` are the tokens of the forwarders on each leg, in order; of a leg that
    fails, those until there. The other fields are those of a trace.
    """

    verdict: Verdict
    leg: Leg | None = None
    reason: str | None = None
    forward: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    device: str | None = None


def compared(there: Sequence[Device], home: Sequence[Device]) -> PairVerdict:
    """Return the verdict of a packet and a reply that both arrive: delivered or asymmetric."""
    one = [device.token for device in there if device.stateful]
    other = [device.token for device in reversed(home) if device.stateful]
    forward, back = tokens(there), tokens(home)
    if one == other:
        return PairVerdict("delivered", forward=forward, back=back)
    device = lonely_device(one, other)
    return PairVerdict("asymmetric", "return", None, forward, back, device)


def tokens(chain: Sequence[Device]) -> tuple[str, ...]:
    """Return the tokens of some devices."""
    return tuple(device.token for device in chain)


def summary(trace: Trace, index: Index) -> PairVerdict:
    """Return a trace as the verdict of a pair; a leg that loops ends where it first repeats."""
    delivered = trace.verdict in ("delivered", "asymmetric")
    forward = _passed(trace.forward, index, arrives=delivered or trace.leg == "return")
    back = _passed(trace.back, index, arrives=delivered)
    if trace.verdict == "loop":
        forward, back = _until_repeated(forward), _until_repeated(back)
    return PairVerdict(trace.verdict, trace.leg, trace.reason, forward, back, trace.device)


def _until_repeated(chain: tuple[str, ...]) -> tuple[str, ...]:
    for index, token in enumerate(chain):
        if token in chain[:index]:
            return chain[: index + 1]
    return chain


def _passed(hops: Sequence[Hop], index: Index, *, arrives: bool) -> tuple[str, ...]:
    inside = hops[1:-1] if arrives else hops[1:]
    return tuple(hop.token for hop in inside if _forwards(hop, index))


def _forwards(hop: Hop, index: Index) -> bool:
    kind = hop.token.partition(":")[0]
    if kind != "lb":
        return kind in ("fw", "nva", "vm")
    found = index.at(hop.key or "")
    return isinstance(found, LoadBalancer) and found.type == "internal"
