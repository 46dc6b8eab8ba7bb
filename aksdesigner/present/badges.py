"""Which finding mark each box and line carries: the worst of its own and of what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.nesting import ancestors_of
from aksdesigner.model.references import uses_of
from aksdesigner.present.picture import Badge

RANK: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def badges_of(
    document: Document, findings: Iterable[Finding], drawn: Iterable[Key]
) -> dict[Key, Badge]:
    """Return the badge of every drawn box or line that has one.

    A finding sits on its first resource; where that is not drawn it rises to the nearest drawn
    holder, and for what hangs on subnets (a route table) to the first of them.
    """
    visible = frozenset(drawn)
    holders: dict[Key, Key] | None = None
    found: dict[Key, list[Severity]] = {}
    for finding in findings:
        if holders is None:
            holders = _holders(document)
        place = _place(document, finding.resources, visible, holders)
        if place is not None:
            found.setdefault(place, []).append(finding.severity)
    return {key: Badge(min(all_, key=RANK.__getitem__), len(all_)) for key, all_ in found.items()}


def _holders(document: Document) -> dict[Key, Key]:
    """Return the first resource that names each other one."""
    holders: dict[Key, Key] = {}
    for use in uses_of(document.topology):
        if use.owner:
            holders.setdefault(use.target, use.owner)
    return holders


def _place(
    document: Document,
    resources: tuple[Key, ...],
    visible: frozenset[Key],
    holders: Mapping[Key, Key],
) -> Key | None:
    for key in resources:
        full = key if ":" in key else f"subnet:{key}"
        for candidate in (full, *ancestors_of(document.topology.index, full)):
            if candidate in visible:
                return candidate
        if holders.get(full) in visible:
            return holders[full]
        kind, name = split_key(full)
        if kind == "peering" and (turned := _turned(name)) in visible:
            return turned
    return None


def _turned(name: str) -> Key:
    """Return the key of the other half of a peering: one line is drawn for both."""
    start, _, end = name.partition(">")
    return f"peering:{end}>{start}"
