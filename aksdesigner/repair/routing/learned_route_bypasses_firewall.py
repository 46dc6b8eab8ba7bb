"""RTE-11: the subnet answers by the firewall as well."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near, to_appliance

CODE = "RTE-11"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Stop gateway routes at the table; else name the learned prefixes with the appliance."""
    subnet, table = finding.resources[:2]
    title = f"Disable gateway propagation on {label_of(table)}"
    yield candidate(title, SetField(table, "disable_bgp", value=True))
    if isinstance(analysis.document.topology.index.at(subnet), Subnet):
        prefixes = [str(prefix) for prefix in finding.evidence["prefixes"]]
        for appliance in appliances_near(analysis, subnet):
            commands = [c for p in prefixes for c in to_appliance(analysis, subnet, p, appliance)]
            title = f"Send {' and '.join(prefixes)} of {label_of(table)} to {appliance.name}"
            yield candidate(title, *commands)
