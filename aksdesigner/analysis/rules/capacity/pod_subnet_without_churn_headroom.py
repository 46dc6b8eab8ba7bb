"""CAP-07: Pod subnet without headroom for churn."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import is_sized, pod_subnet_of, subnets_in
from aksdesigner.analysis.facts.demand import pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import prefix_length_for
from aksdesigner.analysis.facts.words import listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-07",
    name="pod-subnet-without-churn-headroom",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Pod subnet without headroom for churn",
    source="azure-rules B.3, G.2 CAP-07",
    remedy="Use a larger pod subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports dynamic pod subnets that hold the floor of 16 addresses a node but not the plan for full nodes.

    ## What it does
    Reports dynamic pod subnets that hold the floor of 16 addresses a node but not the plan for
    full nodes.

    ## Why it matters
    Batches are taken and returned as pods come and go; a subnet without room for full nodes
    runs dry in a rollout.

    ## Example
    4 nodes with 110 pods on a /24: 512 to plan for, 251 usable.

    ## How to fix
    Plan 16 × ceil((max pods + 8) / 16) addresses a node.

    ## References
    azure-rules B.3, G.2 CAP-07
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        pods = pod_subnet_of(facts, key)
        if pods is None or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue

        if pods.fits or pods.floor > pods.usable:
            continue
        length = prefix_length_for(pods.need)
        yield RULE.found(
            key,
            *(plan.key for plan in pod_plans_in(facts, key)),
            message=f"{label_of(key)} should plan {number(pods.need)} addresses for full nodes, "
            f"{number(pods.usable)} are usable in {listed(subnet.prefixes)}",
            remedy=f"Use a /{length} or larger" if length else None,
            floor=pods.floor,
            need=pods.need,
            usable=pods.usable,
        )
