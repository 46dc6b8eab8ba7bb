"""EGR-09: the firewall allows the names that AKS asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.firewall_rule import AllowInFirewall
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.egress import node_subnets
from aksdesigner.repair.ways.firewall_rules import policy_of
from aksdesigner.repair.ways.routes import prefixes_of

CODE = "EGR-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Allow the name tag AzureKubernetesService from the node subnets; else the missing names."""
    firewall, cluster = finding.resources[:2]
    policy = policy_of(analysis, firewall)
    subnets = node_subnets(analysis, cluster)
    sources = [prefix for key in subnets for prefix in prefixes_of(analysis, key)]
    if policy is None or not sources:
        return
    web = {"sources": sources, "protocols": ["Http:80", "Https:443"]}
    tag = {**web, "fqdn_tags": ["AzureKubernetesService"]}
    names = {**web, "fqdns": [str(name) for name in finding.evidence["missing"]]}
    for what, fields in (("AzureKubernetesService", tag), ("the missing names", names)):
        command = AllowInFirewall(policy, "aks", "application", fields)
        yield candidate(f"Allow {what} in {label_of(policy)}", command)
