"""RTE-12: the gateway sends requests through the appliance that sees the replies."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.routes import appliances_near, routes_of

CODE = "RTE-12"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Name the subnets' prefixes in the table of the GatewaySubnet, or in a new one."""
    gateway = finding.resources[0]
    prefixes = [str(prefix) for prefix in finding.evidence["routes"]]
    for appliance in appliances_near(analysis, gateway):
        if appliance.name == finding.evidence["appliance"]:
            title = f"Send {' and '.join(prefixes)} from the gateway to {appliance.name}"
            address = str(appliance.address)
            commands = routes_of(analysis, gateway, prefixes, "VirtualAppliance", address)
            yield candidate(title, *commands)
