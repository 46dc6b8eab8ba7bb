"""NSG-11: the group lets Bastion work."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.security_rules import allow

CODE = "NSG-11"


# what Bastion needs (azure-rules D-14): what the finding calls it, and the rule
NEEDS = {
    "443 from the Internet": ("allow-clients", "Inbound", {"sources": ["Internet"]}, ["443"]),
    "443 from GatewayManager": (
        "allow-control",
        "Inbound",
        {"sources": ["GatewayManager"]},
        ["443"],
    ),
    "443 to AzureCloud": ("allow-cloud", "Outbound", {"destinations": ["AzureCloud"]}, ["443"]),
    "22 to the network": (
        "allow-ssh",
        "Outbound",
        {"destinations": ["VirtualNetwork"]},
        ["22"],
    ),
    "3389 to the network": (
        "allow-rdp",
        "Outbound",
        {"destinations": ["VirtualNetwork"]},
        ["3389"],
    ),
}


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Add the rules that are missing; else take the group off."""
    subnet, group = finding.resources[:2]
    needs = [NEEDS[what] for what in map(str, finding.evidence["denied"]) if what in NEEDS]
    rules = [
        allow(group, name, way, {"protocol": "Tcp", **ends, "ports": ports})
        for name, way, ends, ports in needs
    ]
    yield candidate(f"Add what Bastion needs to {label_of(group)}", *rules)
    title = f"Detach {label_of(group)} from {label_of(subnet)}"
    yield candidate(title, SetField(subnet, "nsg", None))
