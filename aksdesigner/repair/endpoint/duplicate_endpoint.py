"""PEP-08: one endpoint writes into the zone."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "PEP-08"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let the first endpoint keep the zone, and take it off the others; else the other way round."""
    zone = str(finding.evidence["zone"])
    for kept in finding.resources:
        commands = []
        for key in finding.resources:
            endpoint = analysis.document.topology.index.at(key)
            if key != kept and isinstance(endpoint, PrivateEndpoint):
                group = [name for name in endpoint.zone_group if name != zone]
                commands.append(SetField(key, "zone_group", group))
        yield candidate(f"Let {label_of(kept)} alone write into {zone}", *commands)
