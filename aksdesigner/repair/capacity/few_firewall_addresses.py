"""CAP-25: the firewall has the ports that AKS asks of it."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.limits import limit
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import nat_gateway_for

CODE = "CAP-25"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Put a NAT gateway on the firewall's subnet; else use 20 public addresses."""
    key = finding.resources[0]
    firewall = analysis.document.topology.index.at(key)
    if not isinstance(firewall, Firewall):
        return
    yield from nat_gateway_for(analysis, [key_of("subnet", f"{firewall.vnet}/{firewall.subnet}")])
    wanted = limit("firewallAddressesForAks").value
    yield candidate(f"Use {wanted} public addresses", SetField(key, "public_ips", wanted))
