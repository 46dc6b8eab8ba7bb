"""CAP-06: Pod subnet below the floor."""

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
    code="CAP-06",
    name="pod-subnet-below-floor",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Pod subnet below the floor",
    source="azure-rules B.3, G.2 CAP-06",
    remedy="Use a larger pod subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pod subnets that can't even give each node the addresses it takes before a pod asks.

    ## What it does
    Reports pod subnets that can't even give each node the addresses it takes before a pod asks.

    ## Why it matters
    With dynamic allocation each node takes 16 addresses at once, with static blocks all of
    them; nodes without them stay not ready.

    ## Example
    20 nodes on a /25 pod subnet: 320 needed, 123 usable.

    ## How to fix
    Use a larger pod subnet.

    ## References
    azure-rules B.3, G.2 CAP-06
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        pods = pod_subnet_of(facts, key)
        if pods is None or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue

        if pods.floor <= pods.usable:
            continue
        length = prefix_length_for(pods.need)
        yield RULE.found(
            key,
            *(plan.key for plan in pod_plans_in(facts, key)),
            message=f"{label_of(key)} must give {number(pods.floor)} addresses to nodes at upgrade, "
            f"{number(pods.usable)} are usable in {listed(subnet.prefixes)}",
            remedy=f"Use a /{length} or larger" if length else None,
            floor=pods.floor,
            need=pods.need,
            usable=pods.usable,
        )
