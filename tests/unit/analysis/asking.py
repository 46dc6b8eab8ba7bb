"""Questions to a design, answered in the short form that tests compare."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import EffectiveRoute, Trace
from aksdesigner.model.document import Document


def trace(design: Document, source: str, target: str, **options: object) -> Trace:
    return analyze(design).trace(source, target, **options)  # type: ignore[arg-type]


def way(found: Trace) -> tuple[str, list[str], list[str]]:
    """Return (verdict, tokens there, tokens back)."""
    there = [hop.token for hop in found.forward]
    return found.verdict, there, [hop.token for hop in found.back]


def fate(found: Trace) -> tuple[str, str | None, str | None]:
    """Return (verdict, leg, reason)."""
    return found.verdict, found.leg, found.reason


def table(design: Document, subnet: str) -> set[tuple[str | bool | None, ...]]:
    """Return the rows (prefix, type, next hop, source, state, suppressed)."""
    return {row(found) for found in analyze(design).routes(f"subnet:{subnet}")}


def row(found: EffectiveRoute) -> tuple[str | bool | None, ...]:
    ip = str(found.next_hop_ips[0]) if found.next_hop_ips else None
    return (
        str(found.prefix),
        found.next_hop_type,
        ip,
        found.source,
        found.state,
        found.suppressed,
    )


def reason(design: Document, subnet: str, prefix: str, kind: str) -> str:
    """Return the sentence of one row."""
    rows = analyze(design).routes(f"subnet:{subnet}")
    return next(r.reason for r in rows if str(r.prefix) == prefix and r.next_hop_type == kind)
