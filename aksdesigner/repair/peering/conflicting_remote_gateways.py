"""PEER-05: the network uses one gateway."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEER-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Keep the gateway of one remote network, each in turn; with a gateway of its own, keep none."""
    halves = [key for key in finding.resources if key.startswith("peering:")]
    for kept in halves if len(halves) > 1 else ():
        others = [key for key in halves if key != kept]
        title = f"Use the gateway of {label_of(kept).partition('>')[2]} alone"
        yield candidate(title, *(SetField(k, "use_remote_gateways", value=False) for k in others))
    yield candidate(
        "Use no remote gateway", *(SetField(k, "use_remote_gateways", value=False) for k in halves)
    )
