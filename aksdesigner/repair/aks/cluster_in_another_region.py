"""AKS-20: the cluster is where its network is."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "AKS-20"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use the region of the network."""
    key, vnet = finding.resources[:2]
    network = analysis.document.topology.index.at(vnet)
    region = getattr(network, "region", None) or analysis.document.settings.region
    if region:
        yield candidate(f"Use {region}", SetField(key, "region", region))
