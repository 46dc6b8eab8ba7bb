"""What a finding says about a path: its resources, and its reason as half a sentence."""

from __future__ import annotations

from aksdesigner.analysis.results import Trace
from aksdesigner.model.ids import Key


def keys_of(trace: Trace) -> tuple[Key, ...]:
    """Return the keys of the stops of a trace, there and back, each once."""
    hops = (*trace.forward, *trace.back)
    return tuple(dict.fromkeys(hop.key for hop in hops if hop.key is not None))


def why_of(trace: Trace) -> str:
    """Return why a trace ended as it did, without the full stop."""
    return (trace.sentence or trace.reason or trace.verdict).rstrip(". ")
