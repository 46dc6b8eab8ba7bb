"""PEER-04: the gateway is offered, or not used."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEER-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Offer the gateway on the remote half; where there is none, stop using it."""
    user, *offers = finding.resources
    for key in offers:
        if key.startswith("peering:"):
            title = f"Allow gateway transit on {label_of(key)}"
            yield candidate(title, SetField(key, "allow_gateway_transit", value=True))
    title = f"Use no remote gateway on {label_of(user)}"
    yield candidate(title, SetField(user, "use_remote_gateways", value=False))
