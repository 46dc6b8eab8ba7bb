"""Lens Egress: who owns a packet after the node, on its way to the Internet."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Hop, Trace
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, subnets_of, used
from aksdesigner.present.lenses.ownership import owner_of

# any public address that nothing special is known of (TEST-NET-3)
OUTSIDE = "203.0.113.10"
INTERNET = "internet"
LEAVES, LOST, UNKNOWN = "↗", "×", "?"


def see(document: Document, analysis: Analysis) -> Seen:
    """Return the device that sends each subnet's packets on, and its team."""
    seen: dict[Key, Said] = {}
    for key, _ in subnets_of(document):
        try:
            trace = analysis.trace(key, OUTSIDE, mode="routing")
        except QueryError:
            continue  # nothing in it can send
        seen[key] = _said(document, trace)
    return seen


def _said(document: Document, trace: Trace) -> Said:
    # after the sender, the first who handles the packet before it is outside
    device = next((hop for hop in trace.forward[1:] if hop.token != INTERNET), None)
    by = _named(document, device) if device is not None else "leaves directly"
    if trace.verdict == "delivered":
        return Said(by, "text", LEAVES, "text2")
    if trace.verdict == "notComputed":
        return Said("not computed", "text2", UNKNOWN, "text3")
    return Said(
        "no way out" if device is None else f"no way out past {by}", "text", LOST, "warning"
    )


def _named(document: Document, hop: Hop) -> str:
    name = split_key(hop.token)[1]
    key = hop.key or hop.token
    known = document.topology.index.by_key.get(key)
    owner = owner_of(document, key) if known is not None else None
    if known is None:  # what AKS makes by itself
        return f"via {name} of AKS"
    return f"via {label_of(key)}" + (f" ({owner} team)" if owner else " (no owner)")


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    return used(
        seen,
        LegendRow(LEAVES, "text2", "Reaches the Internet"),
        LegendRow(LOST, "warning", "Reaches nothing outside"),
        LegendRow(UNKNOWN, "text3", "Not computed"),
    )


EGRESS = Lens("egress", "Egress", see, legend)
