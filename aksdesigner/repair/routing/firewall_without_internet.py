"""RTE-17: the subnet of the firewall has its own way to the Internet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import DEFAULT, routed

CODE = "RTE-17"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Send 0.0.0.0/0 of the firewall's subnet to the Internet."""
    subnet = next((key for key in finding.resources if key.startswith("subnet:")), None)
    if subnet is not None:
        title = f"Send 0.0.0.0/0 of {label_of(subnet)} to the Internet"
        yield candidate(title, *routed(analysis, subnet, DEFAULT, "Internet"))
