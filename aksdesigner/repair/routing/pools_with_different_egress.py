"""RTE-26: every pool of the cluster leaves by the same way."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import node_subnets
from aksdesigner.repair.ways.subnets import subnet_at

CODE = "RTE-26"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give every subnet of the cluster's pools what one of them has, each in turn."""
    cluster = finding.resources[0]
    subnets = [key for key in finding.resources[1:] if key.startswith("subnet:")]
    subnets = subnets or node_subnets(analysis, cluster)
    field = "nat_gateway" if finding.evidence["differs"] == "NAT gateway" else "route_table"
    named = [getattr(subnet_at(analysis, key), field, None) for key in subnets]
    for name in dict.fromkeys(name for name in named if name is not None):
        others = [key for key, own in zip(subnets, named, strict=True) if own != name]
        title = f"Attach {name} to {' and '.join(label_of(key) for key in others)}"
        yield candidate(title, *(SetField(key, field, name) for key in others))
