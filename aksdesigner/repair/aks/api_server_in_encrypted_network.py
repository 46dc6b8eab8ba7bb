"""AKS-27: the network lets every node size reach its API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-27"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Switch off the encryption of the network; else take the API server out of it."""
    cluster, vnet = finding.resources[:2]
    yield candidate(
        f"Switch off encryption of {label_of(vnet)}", SetField(vnet, "encryption", value=False)
    )
    command = SetField(cluster, "api_server_vnet_integration", value=False)
    yield candidate("Switch off API Server VNet Integration", command)
