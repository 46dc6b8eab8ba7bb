"""Lens Egress: who owns a packet after the node, on its way to the Internet."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Hop, Trace
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, counted, subnets_of
from aksdesigner.present.lenses.ownership import owner_of

# any public address that nothing special is known of (TEST-NET-3)
OUTSIDE = "203.0.113.10"
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
    device = next((hop for hop in trace.forward if _takes_over(hop)), None)
    by = _named(document, device) if device is not None else "no device on the way"
    if trace.verdict == "delivered":
        return Said(by, "text", LEAVES, "text2")
    if trace.verdict == "notComputed":
        return Said("not computed", "text2", UNKNOWN, "text3")
    return Said(
        "no way out" if device is None else f"no way out past {by}", "text", LOST, "warning"
    )


def _takes_over(hop: Hop) -> bool:
    """Return whether a hop is a device on the way: not a sender, and not where the packet goes."""
    return hop.token.partition(":")[0] in ("azfw", "nva", "natgw", "lb", "vpngw", "ergw", "gateway")


def _named(document: Document, hop: Hop) -> str:
    name = split_key(hop.token)[1]
    key = hop.key or hop.token
    known = document.topology.index.by_key.get(key)
    owner = owner_of(document, key) if known is not None else None
    if known is None:  # a load balancer that AKS makes
        return f"via {name}"
    return f"via {label_of(key)}" + (f" ({owner} team)" if owner else " (no owner)")


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    rows = (
        LegendRow(LEAVES, "text2", "Reaches the Internet by"),
        LegendRow(LOST, "warning", "Reaches nothing outside"),
        LegendRow(UNKNOWN, "text3", "Not computed"),
    )
    return tuple(row for row in rows if counted(seen, row.sign))


EGRESS = Lens("egress", "Egress", see, legend)
