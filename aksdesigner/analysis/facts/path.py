"""The way of a packet there and back, and its verdict (azure-rules C.6)."""

from __future__ import annotations

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.results import Trace


@kept
def trace_of(
    design: Design, source: str, destination: str, port: int, protocol: str, mode: str
) -> Trace:
    """Trace a packet. Raises QueryError when a text cannot be read."""
    raise NotImplementedError
