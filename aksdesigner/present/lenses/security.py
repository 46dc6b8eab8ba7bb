"""Lens Security: the layers that filter, from the security group to the policies of a cluster."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, subnets_of, used

GROUP, NO_GROUP, FIREWALL, POLICY, NO_POLICY = "G", "–", "F", "P", "!"
# subnets where a security group is missed
MISSED = "NSG-08"


def see(document: Document, analysis: Analysis) -> Seen:
    """Return the filter that each subnet, firewall and cluster has."""
    missed = {
        key
        for finding in open_findings(document, analysis.findings)
        if finding.code == MISSED
        for key in finding.resources
    }
    seen: dict[Key, Said] = {}
    for key, subnet in subnets_of(document):
        if subnet.nsg:
            seen[key] = Said(f"NSG {subnet.nsg}", "text", GROUP, "ok")
        else:
            role = "warning" if key in missed else "text2"
            seen[key] = Said("no security group", role, NO_GROUP, role)
    for cluster in document.topology.aks_clusters:
        engine = cluster.network_policy
        if engine in (None, "none"):
            seen[key_of("aks", cluster.name)] = Said(
                "no network policy engine", "warning", NO_POLICY, "warning"
            )
        else:
            seen[key_of("aks", cluster.name)] = Said(f"policies by {engine}", "text", POLICY, "ok")
    for key, _ in document.topology.index.of_kind(Firewall):
        seen[key] = Said(tile=FIREWALL, tint="ok")
    return seen


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the signs that the picture uses."""
    return used(
        seen,
        LegendRow(GROUP, "ok", "Security group"),
        LegendRow(NO_GROUP, "text2", "No security group"),
        LegendRow(FIREWALL, "ok", "Firewall"),
        LegendRow(POLICY, "ok", "Network policies are enforced"),
        LegendRow(NO_POLICY, "warning", "Nothing enforces network policies"),
    )


SECURITY = Lens("security", "Security", see, legend)
