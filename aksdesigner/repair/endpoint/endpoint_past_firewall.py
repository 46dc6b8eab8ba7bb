"""PEP-02: the endpoint is reached through the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.next_hops import default_route
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near, prefixes_of, routes_of

CODE = "PEP-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let route tables apply to the endpoint's subnet, and send its prefix to the appliance."""
    source = finding.resources[-1]
    home = key_of("subnet", str(finding.evidence["endpointSubnet"]))
    vnet = key_of("vnet", label_of(home).partition("/")[0])
    row = default_route(analysis.facts, source)
    policies = SetField(home, "pe_policies", "RouteTableEnabled")
    yield candidate(f"Let route tables apply to endpoints of {label_of(home)}", policies)
    for appliance in appliances_near(analysis, source):
        if row is not None and row.next_hop_ips and appliance.address not in row.next_hop_ips:
            continue
        for prefixes in (prefixes_of(analysis, home), prefixes_of(analysis, vnet)):
            address = str(appliance.address)
            routes = routes_of(analysis, source, prefixes, "VirtualAppliance", address)
            title = f"Reach endpoints of {label_of(home)} through {appliance.name}"
            yield candidate(title, policies, *routes)
