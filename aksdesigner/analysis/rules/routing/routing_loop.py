"""RTE-09: Routing loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.scan import scan_of
from aksdesigner.analysis.facts.trace_words import keys_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding, Trace
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="RTE-09",
    name="routing-loop",
    topic="routing",
    severity="error",
    since="0.1",
    title="Routing loop",
    source="azure-rules C.6, G.4 RTE-09",
    remedy="Correct one of the next hops",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports appliances between which a packet of the design goes round in circles.

    ## What it does
    Reports appliances between which a packet of the design goes round in circles.

    ## Why it matters
    The packet dies; the appliances burn.

    ## Example
    Two appliances that each send 203.0.113.0/24 to the other.

    ## How to fix
    Correct one of the next hops.

    ## References
    azure-rules C.6, G.4 RTE-09
    """
    told: set[frozenset[str]] = set()
    for scanned in scan_of(facts):
        trace = scanned.trace
        if trace.verdict != "loop":
            continue
        devices = _going_round(trace)
        circle = frozenset(devices)
        if circle in told:
            continue
        told.add(circle)
        names = listed(token.partition(":")[2] for token in devices)
        yield RULE.found(
            *(hop.key for hop in trace.forward if hop.key is not None and hop.token in devices),
            *keys_of(trace),
            message=f"Packets from {scanned.source.text.partition(':')[2]} to {scanned.target.text} "
            f"go round between {names or 'routes'}",
            devices=list(devices),
            source=scanned.source.text,
            destination=scanned.target.text,
        )


def _going_round(trace: Trace) -> tuple[str, ...]:
    """Return what a packet comes to again and again; who only sent it is not part of the circle."""
    hops = trace.back if trace.leg == "return" else trace.forward
    met = Counter(hop.token for hop in hops if hop.token.startswith(("fw:", "nva:", "gw:")))
    return tuple(token for token, times in met.items() if times > 1)
