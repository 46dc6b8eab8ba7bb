"""Lens Routes: where the default of each subnet goes, and which subnets answer another way."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.model.document import Document
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, subnets_of, used

# the rules that find answers on another way than their questions
ASYMMETRY = ("RTE-10", "RTE-12")
OVERRIDDEN, ASYMMETRIC, DROPPED = "U", "≠", "!"


def see(document: Document, analysis: Analysis) -> Seen:
    """Return where each subnet's default goes, by which kind of route, and asymmetry."""
    uneven = {
        key
        for finding in open_findings(document, analysis.findings)
        if finding.code in ASYMMETRY
        for key in finding.resources
    }
    return {
        key: _said(analysis.routes(key), is_uneven=key in uneven) for key, _ in subnets_of(document)
    }


def _said(routes: tuple[EffectiveRoute, ...], *, is_uneven: bool) -> Said:
    used = [route for route in routes if route.state == "Active" and not route.suppressed]
    default = next((r for r in used if str(r.prefix) in ("0.0.0.0/0", "::/0")), None)
    own = sum(route.source == "User" for route in used)
    head = "no default route" if default is None else f"0/0 → {_hop(default)}"
    if is_uneven:
        return Said(f"{head} · asymmetric", "error", ASYMMETRIC, "error")
    if default is None or default.next_hop_type == "None":
        return Said(head, "warning", DROPPED, "warning")
    if own:
        return Said(head, "text", OVERRIDDEN, "override")
    return Said(head, "text2")


def _hop(route: EffectiveRoute) -> str:
    if route.next_hop_type == "None":
        return "dropped"
    if route.next_hop_ips:
        return str(route.next_hop_ips[0])
    return route.next_hop_type


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    return used(
        seen,
        LegendRow(OVERRIDDEN, "override", "User routes are in force"),
        LegendRow(ASYMMETRIC, "error", "Answers take another way"),
        LegendRow(DROPPED, "warning", "No way out by default"),
    )


ROUTES = Lens("routes", "Routes", see, legend)
