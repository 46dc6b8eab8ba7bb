"""RTE-06: what stands at the next hop forwards, or something else does."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.next_hops import subnets_with
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.route import SetRoute
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of, split_key
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near

CODE = "RTE-06"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Switch IP forwarding on at a machine or appliance; else name an appliance near the subnet."""
    key, owner = finding.resources[:2]
    if split_key(owner)[0] in ("vm", "nva"):
        title = f"Switch IP forwarding on at {label_of(owner)}"
        yield candidate(title, SetField(owner, "ip_forwarding", value=True))
    table = analysis.document.topology.index.at(key)
    users = subnets_with(analysis.facts, label_of(key))
    if not isinstance(table, RouteTable) or not users:
        return
    hop = str(finding.evidence["nextHop"])
    prefixes = [str(route.prefix) for route in table.routes if str(route.next_hop_ip) == hop]
    for appliance in appliances_near(analysis, users[0][0]):
        address = str(appliance.address)
        commands = [SetRoute(key, prefix, "VirtualAppliance", address) for prefix in prefixes]
        yield candidate(f"Send {' and '.join(prefixes)} to {appliance.name}", *commands)
