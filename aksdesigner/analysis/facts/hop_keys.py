"""The resources of a path, for badges and lists."""

from __future__ import annotations

from aksdesigner.analysis.results import Trace
from aksdesigner.model.ids import Key


def keys_of(trace: Trace) -> tuple[Key, ...]:
    """Return the keys of the stops of a trace, there and back, each once."""
    hops = (*trace.forward, *trace.back)
    return tuple(dict.fromkeys(hop.key for hop in hops if hop.key is not None))
