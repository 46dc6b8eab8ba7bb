"""ADR-18: the DNS service address is one that AKS accepts."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import DNS_OFFSET

CODE = "ADR-18"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the tenth address of the service range, as AKS does by itself."""
    network = Cidr.parse(finding.evidence["range"]).network
    if network.size > DNS_OFFSET + 1:
        address = network.address(DNS_OFFSET)
        yield candidate(
            f"Use {address}", SetField(finding.resources[0], "dns_service_ip", str(address))
        )
