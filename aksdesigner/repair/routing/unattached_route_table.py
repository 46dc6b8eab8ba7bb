"""RTE-28: the table is attached where its kind belongs, or goes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-28"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Attach it to the one GatewaySubnet that has none, where it is called after it; else delete it."""
    key = finding.resources[0]
    bare = [
        key_of("subnet", f"{vnet.name}/{subnet.name}")
        for vnet in analysis.document.topology.vnets
        for subnet in vnet.subnets
        if subnet.route_table is None and subnet.name == "GatewaySubnet"
    ]
    if len(bare) == 1 and "gateway" in label_of(key).casefold():
        yield candidate(f"Attach {label_of(key)} to {label_of(bare[0])}", Connect(bare[0], key))
    yield candidate(f"Delete {label_of(key)}", DeleteResources((key,)))
