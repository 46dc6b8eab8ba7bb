"""RTE-10: the missing direction goes through the appliance too."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.scan import Scanned, scan_of
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, joined
from aksdesigner.repair.ways.paths import asymmetric

CODE = "RTE-10"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Mirror the routes for every pair that the finding speaks of; else let an appliance translate."""
    pairs = [scanned for scanned in scan_of(analysis.facts) if _is_meant(scanned, finding)]
    ways = [list(asymmetric(analysis, scanned.trace)) for scanned in pairs]
    for place in range(max((len(way) for way in ways), default=0)):
        chosen = [way[min(place, len(way) - 1)] for way in ways if way]
        titles = dict.fromkeys(way.title for way in chosen)
        yield joined("; ".join(titles), chosen)


def _is_meant(scanned: Scanned, finding: Finding) -> bool:
    if scanned.trace.verdict != "asymmetric" or scanned.trace.device != finding.evidence["device"]:
        return False
    ends = {
        scanned.source.subnet or scanned.source.key,
        scanned.target.subnet or scanned.target.key,
    }
    return ends <= set(finding.resources)
