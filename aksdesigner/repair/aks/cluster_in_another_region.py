"""AKS-20: the cluster is where its network is."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.regions import region_of_network

CODE = "AKS-20"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use the region of the network."""
    key, vnet = finding.resources[:2]
    return region_of_network(analysis, key, vnet)
