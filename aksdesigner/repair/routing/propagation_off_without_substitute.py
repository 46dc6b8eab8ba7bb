"""RTE-15: the subnet has a way to what the gateway knows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near, to_appliance

CODE = "RTE-15"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Name the prefixes with the appliance of the table; else let gateway routes in."""
    subnet, table = finding.resources[:2]
    prefixes = [str(prefix) for prefix in finding.evidence["prefixes"]]
    for appliance in appliances_near(analysis, subnet):
        commands = [c for p in prefixes for c in to_appliance(analysis, subnet, p, appliance)]
        title = f"Send {' and '.join(prefixes)} of {label_of(table)} to {appliance.name}"
        yield candidate(title, *commands)
    title = f"Enable gateway propagation on {label_of(table)}"
    yield candidate(title, SetField(table, "disable_bgp", value=False))
