"""Moving a resource to where its network is."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import Key
from aksdesigner.repair.candidate import Candidate, candidate


def region_of_network(analysis: Analysis, key: Key, vnet: Key) -> Iterator[Candidate]:
    """Yield the region of a network, else that of the settings, for a resource in it."""
    network = analysis.document.topology.index.at(vnet)
    region = getattr(network, "region", None) or analysis.document.settings.region
    if region:
        yield candidate(f"Use {region}", SetField(key, "region", region))
