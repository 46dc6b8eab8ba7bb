"""NSG-07: the group lets the application gateway work."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.security_rules import allow

CODE = "NSG-07"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow GatewayManager, probes and the way out, whichever the finding misses; else detach it."""
    subnet, group = finding.resources[:2]
    denied = " ".join(str(what) for what in finding.evidence["denied"])
    commands = []
    if "GatewayManager" in denied:
        fields = {"protocol": "Tcp", "sources": ["GatewayManager"], "ports": ["65200-65535"]}
        commands.append(allow(group, "allow-gateway-manager", "Inbound", fields))
    if "AzureLoadBalancer" in denied:
        fields = {"sources": ["AzureLoadBalancer"]}
        commands.append(allow(group, "allow-probes", "Inbound", fields))
    if "Internet" in denied:
        fields = {"destinations": ["Internet"]}
        commands.append(allow(group, "allow-internet", "Outbound", fields))
    yield candidate(f"Add what the gateway needs to {label_of(group)}", *commands)
    title = f"Detach {label_of(group)} from {label_of(subnet)}"
    yield candidate(title, SetField(subnet, "nsg", None))
