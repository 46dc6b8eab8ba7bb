"""CAP-27: Internal load balancer address unusable."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import service_cidrs_of
from aksdesigner.analysis.facts.static_addresses import assignable, static_addresses
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-27",
    name="internal-load-balancer-address",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Internal load balancer address unusable",
    source="azure-rules A-07, G.2 CAP-27",
    remedy="Pick a free address of the subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports addresses of internal load balancers that lie outside their subnet, are kept by Azure, or belong to the service range.

    ## What it does
    Reports addresses of internal load balancers that lie outside their subnet, are kept by
    Azure, or belong to the service range.

    ## Why it matters
    The Service stays pending.

    ## Example
    An internal load balancer at 10.80.8.2 in 10.80.8.0/24.

    ## How to fix
    Pick a free address of the subnet.

    ## References
    azure-rules A-07, G.2 CAP-27
    """
    for static in static_addresses(facts):
        if static.kind != "clusterIlb":
            continue
        subnet, cluster = facts.index.at(static.subnet), facts.index.at(static.key)
        prefixes = subnet.prefixes if isinstance(subnet, Subnet) else ()
        ranges = service_cidrs_of(cluster) if isinstance(cluster, AksCluster) else ()
        inside = [cidr for cidr in ranges if cidr.contains(static.address)]
        if inside:
            fault = f"lies in the service range {inside[0]}"
        elif prefixes and not any(assignable(static.address, prefix) for prefix in prefixes):
            fault = f"is none that {label_of(static.subnet)} {prefixes[0]} can give out"
        else:
            continue
        yield RULE.found(
            static.key,
            static.subnet,
            message=f"{static.label}: {static.address} {fault}",
            address=str(static.address),
        )
