"""RTE-05: the route names an appliance that the subnet reaches."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.next_hops import holder_of
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.connect import Connect
from aksdesigner.model.address import Address
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near, to_appliance

CODE = "RTE-05"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Name an appliance near the subnet for every route to the lost address; else peer the network."""
    key, subnet = finding.resources[:2]
    table = analysis.document.topology.index.at(key)
    if not isinstance(table, RouteTable):
        return
    lost = str(finding.evidence["nextHop"])
    prefixes = [str(route.prefix) for route in table.routes if str(route.next_hop_ip) == lost]
    for appliance in appliances_near(analysis, subnet):
        commands = [c for p in prefixes for c in to_appliance(analysis, subnet, p, appliance)]
        yield candidate(f"Send {' and '.join(prefixes)} to {appliance.name}", *commands)
    holder = holder_of(analysis.facts, Address.parse(lost))
    if holder is not None and holder != network_of(subnet):
        title = f"Peer {label_of(network_of(subnet))} with {label_of(holder)}"
        yield candidate(title, Connect(network_of(subnet), holder))
