"""RTE-26: Only some nodes differ."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-26",
    name="pools-with-different-egress",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Only some nodes differ",
    source="azure-rules G.4 RTE-26",
    remedy="Align the subnets, or accept this finding",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose pools stand in subnets with different default routes, security groups or NAT gateways.

    ## What it does
    Reports clusters whose pools stand in subnets with different default routes, security groups
    or NAT gateways.

    ## Why it matters
    Then it works from some nodes and fails from others.

    ## Example
    A second pool's subnet without the route table of the first.

    ## How to fix
    Align the subnets, or accept the finding where it is meant.

    ## References
    azure-rules G.4 RTE-26
    """
    for cluster in facts.topology.aks_clusters:
        subnets = node_subnets(facts, cluster)
        for what, values in _compared(facts, subnets):
            if len(set(values.values())) > 1:
                each = listed(f"{label_of(key)}: {value}" for key, value in values.items())
                yield RULE.found(
                    key_of("aks", cluster.name),
                    *values,
                    message=f"Pools of {cluster.name} differ in {what}: {each}",
                    differs=what,
                )


def _compared(facts: Facts, subnets: dict[Key, Subnet]) -> Iterator[tuple[str, dict[Key, str]]]:
    def default(key: Key) -> str:
        row = default_route(facts, key)
        hops = [str(address) for address in row.next_hop_ips] if row else []
        return " ".join([row.next_hop_type if row else "none", *hops])

    yield "default route", {key: default(key) for key in subnets}
    yield "security group", {key: subnet.nsg or "none" for key, subnet in subnets.items()}
    yield "NAT gateway", {key: subnet.nat_gateway or "none" for key, subnet in subnets.items()}
