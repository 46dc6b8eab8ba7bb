"""EGR-07: the cluster has a way out."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.egress import (
    default_to_appliance,
    node_subnets,
    outbound_type,
    with_nat_gateway,
)

CODE = "EGR-07"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the cluster an outbound type; isolation needs a cache registry, which nobody can guess."""
    cluster = finding.resources[0]
    command = SetField(cluster, "outbound_type", "userDefinedRouting")
    yield from default_to_appliance(analysis, node_subnets(analysis, cluster), [command])
    yield outbound_type(cluster, "loadBalancer")
    yield from with_nat_gateway(analysis, cluster)
