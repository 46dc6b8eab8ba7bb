"""CAP-30: No room for a migration."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import capacity_of, is_sized, subnets_in
from aksdesigner.analysis.facts.demand import plans_in, pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-30",
    name="no-room-for-migration",
    topic="capacity",
    severity="info",
    since="0.2",
    title="No room for a migration",
    source="azure-rules G.2 CAP-30",
    remedy="Reserve room for the pools of the migration",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports node and pod subnets of clusters with a planned migration that do not hold all their pools twice.

    ## What it does
    Reports node and pod subnets of clusters with a planned migration that do not hold all their
    pools twice.

    ## Why it matters
    A migration by blue and green pools runs the old and the new nodes side by side.

    ## Example
    8 nodes and a planned migration in a /28, which has 11 addresses.

    ## How to fix
    Reserve a second subnet for the new pools, or a larger one for both.

    ## References
    azure-rules G.2 CAP-30
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        plans = [*plans_in(facts, key), *pod_plans_in(facts, key)]
        moving = [plan for plan in plans if plan.cluster.migration is not None]
        if not moving or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        capacity = capacity_of(facts, key)
        nodes = plans_in(facts, key)
        twice = capacity.need + sum(
            plan.nodes * (plan.addresses_per_node if plan in nodes else plan.pod_addresses_per_node)
            for plan in moving
        )
        if capacity.need <= capacity.usable < twice:
            yield RULE.found(
                key,
                *dict.fromkeys(key_of("aks", plan.cluster.name) for plan in moving),
                message=f"{label_of(key)} needs {number(twice)} addresses with the pools of a migration "
                f"beside the old ones, and has {number(capacity.usable)}",
                need=twice,
                usable=capacity.usable,
            )
