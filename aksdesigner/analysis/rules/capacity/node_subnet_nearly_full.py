"""CAP-02: Node subnet nearly full."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import capacity_of, is_sized, subnets_in
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-02",
    name="node-subnet-nearly-full",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Node subnet nearly full",
    source="azure-rules B.3",
    remedy="Use a larger subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports node subnets that are filled by more than 80% during an upgrade.

    ## What it does
    Reports node subnets that are filled by more than 80% during an upgrade.

    ## Why it matters
    The next pool, endpoint or load balancer will not fit.

    ## Example
    210 of 251 usable addresses.

    ## How to fix
    Grow the subnet, or move what is no node elsewhere.

    ## References
    azure-rules B.3
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if not plans_in(facts, key) or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        capacity = capacity_of(facts, key)

        if capacity.fits and capacity.need * 10 > capacity.usable * 8:
            share = capacity.need * 100 // max(1, capacity.usable)
            yield RULE.found(
                key,
                *(plan.key for plan in plans_in(facts, key)),
                message=f"{label_of(key)} is {share}% full at upgrade: {number(capacity.need)} of "
                f"{number(capacity.usable)} usable in {listed(subnet.prefixes)}",
                need=capacity.need,
                usable=capacity.usable,
                arithmetic=list(capacity.arithmetic),
            )
