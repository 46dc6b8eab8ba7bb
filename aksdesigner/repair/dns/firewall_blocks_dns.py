"""DNS-12: the firewall lets DNS through."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Address
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.firewall_rules import allow_network, host, policy_of
from aksdesigner.repair.ways.routes import prefixes_of

CODE = "DNS-12"


DNS_PORT = 53


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow UDP and TCP 53 from the network to its server, in the policy of each firewall in turn."""
    server = Address.parse(str(finding.evidence["server"]))
    sources = prefixes_of(analysis, finding.resources[0])
    firewalls = [f"fw:{firewall.name}" for firewall in analysis.document.topology.firewalls]
    policies = dict.fromkeys(policy_of(analysis, key) for key in firewalls)
    for policy in policies:
        if policy is not None and sources:
            command = allow_network(
                policy, "dns", sources, [host(server)], ("Udp", "Tcp"), DNS_PORT
            )
            yield candidate(f"Allow DNS to {server} in {label_of(policy)}", command)
