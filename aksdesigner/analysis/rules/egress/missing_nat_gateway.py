"""EGR-04: NAT gateway missing."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="EGR-04",
    name="missing-nat-gateway",
    topic="egress",
    severity="error",
    since="0.1",
    title="NAT gateway missing",
    source="azure-rules C.4",
    remedy="Associate the NAT gateway with the subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with outbound type userAssignedNATGateway whose node or pod subnet has no NAT gateway.

    ## What it does
    Reports clusters with outbound type userAssignedNATGateway whose node or pod subnet has no
    NAT gateway.

    ## Why it matters
    AKS refuses the cluster, or pods of that subnet have no way out.

    ## Example
    A second pool in a subnet without the NAT gateway.

    ## How to fix
    Associate the NAT gateway with each of its subnets.

    ## References
    azure-rules C.4
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.outbound_type != "userAssignedNATGateway":
            continue
        for place, subnet in {
            **node_subnets(facts, cluster),
            **pod_subnets(facts, cluster),
        }.items():
            if subnet.nat_gateway is None and "nat_gateway" not in subnet.unknown:
                yield RULE.found(
                    key,
                    place,
                    message=f"{cluster.name} leaves by a NAT gateway, and {label_of(place)} has none",
                )
