"""One fix after another: the best offer of each finding, until none of the wanted ones has any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.model.document import Document
from aksdesigner.repair.offers import Offer, first_offer, has_fix

Wanted = Callable[[Document, Finding], bool]

# fixes may bring warnings that are wanted too; a design needs far fewer steps than this
MOST_STEPS = 500


@dataclass(frozen=True)
class Run:
    """What was done to a design, in order, and the wanted findings that are left."""

    document: Document
    steps: tuple[Offer, ...]
    left: tuple[Finding, ...]


def run_fixes(
    document: Document, wanted: Wanted, tell: Callable[[str], None] = lambda _: None
) -> Run:
    """Fix every wanted finding that has a fix, worst first; the design itself stays as it is.

    `tell` hears what is looked at. A finding that was looked at in vain is not asked again while
    it stays word for word the same.
    """
    analysis = analyze(document)
    steps: list[Offer] = []
    in_vain: set[tuple[str, str]] = set()
    while len(steps) < MOST_STEPS:
        analysis = analysis.after(document)
        found = [f for f in analysis.findings if wanted(document, f)]
        offer = None
        for finding in found:
            known = finding.code, finding.message
            if known in in_vain or not has_fix(finding.code):
                continue
            tell(finding.code)
            offer = first_offer(analysis, finding)
            if offer is not None:
                break
            in_vain.add(known)
        if offer is None:
            return Run(document, tuple(steps), tuple(found))
        steps.append(offer)
        document = offer.document
        if any(f.code != offer.finding.code for f in offer.appears):
            in_vain.clear()
    return Run(document, tuple(steps), tuple(f for f in analysis.findings if wanted(document, f)))
