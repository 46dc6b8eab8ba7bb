"""DNS-13: the DNS server is reached on TCP as well."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.paths import cures

CODE = "DNS-13"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Follow the reason why TCP 53 is stopped."""
    source = f"pod:{label_of(finding.resources[0])}"
    try:
        trace = analysis.trace(source, str(finding.evidence["server"]), port=53, protocol="tcp")
    except QueryError:
        return
    yield from cures(analysis, trace)
