"""Lens Capacity: how full each subnet is today and while its pools are upgraded."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Capacity
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, subnets_of, used

NEARLY, OVER = "!", "×"
# look.md 3.4: from here on the figure warns
NEARLY_FULL = 0.8


def see(document: Document, analysis: Analysis) -> Seen:
    """Return the share of each subnet that is taken today, and at upgrade where that differs."""
    seen: dict[Key, Said] = {}
    for key, _ in subnets_of(document):
        found = analysis.capacity(key)
        if found.need or found.today:
            seen[key] = _said(found)
    return seen


def _said(found: Capacity) -> Said:
    if not found.usable:
        return Said(f"{found.need:,} needed, none usable", "error", OVER, "error")
    today = _percent(found.today, found.usable)
    head = f"{today} today"
    if found.need != found.today:
        head += f" · {_percent(found.need, found.usable)} upgrade"
    if not found.fits:
        return Said(f"{head} · {found.need:,} of {found.usable:,}", "error", OVER, "error")
    if found.need > NEARLY_FULL * found.usable:
        return Said(head, "warning", NEARLY, "warning")
    return Said(head, "text")


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1%" if 0 < share < 1 else f"{share:.0f}%"


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    return used(
        seen,
        LegendRow(OVER, "error", "Does not fit"),
        LegendRow(NEARLY, "warning", "More than 80% at upgrade"),
    )


CAPACITY = Lens("capacity", "Capacity", see, legend)
