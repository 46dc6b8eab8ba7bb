"""RTE-29: the gateway speaks BGP as its connection does."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-29"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Enable BGP on the gateways at the ends of the connection."""
    names = [str(name) for name in finding.evidence["gateways"]]
    title = f"Enable BGP on {' and '.join(names)}"
    yield candidate(title, *(SetField(key_of("gw", name), "bgp", value=True) for name in names))
