"""AKS-03: the API server has a name."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-03"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let AKS make the private zone; else keep the public name."""
    key = finding.resources[0]
    yield candidate("Use the system zone", SetField(key, "private_dns_zone", "system"))
    yield candidate("Keep the public name", SetField(key, "public_fqdn", value=True))
