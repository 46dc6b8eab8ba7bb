"""PEP-05: the service takes no public traffic."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEP-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Disable public network access at the service and at its endpoint."""
    names = [label_of(key) for key in finding.resources]
    commands = (SetField(key, "public_network_access", "Disabled") for key in finding.resources)
    yield candidate(f"Disable public network access of {names[0]}", *commands)
