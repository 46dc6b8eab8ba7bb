"""CAP-01: Node subnet too small."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import capacity_of, is_sized, subnets_in
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import prefix_length_for
from aksdesigner.analysis.facts.words import listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-01",
    name="node-subnet-too-small",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Node subnet too small",
    source="azure-rules B.1, B.3",
    remedy="Use a larger subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports node subnets whose nodes, surge nodes, headroom and other addresses need more than the subnet can give out.

    ## What it does
    Reports node subnets whose nodes, surge nodes, headroom and other addresses need more than
    the subnet can give out.

    ## Why it matters
    The autoscaler or the upgrade stops half way, when it is needed most.

    ## Example
    100 nodes and 33 surge nodes in a /25 of 123 usable addresses.

    ## How to fix
    Grow the subnet while nothing stands behind it, give a pool a subnet of its own, or lower
    the maximum.

    ## References
    azure-rules B.1, B.3; AKS IP address planning
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if not plans_in(facts, key) or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        capacity = capacity_of(facts, key)

        if capacity.fits:
            continue
        length = prefix_length_for(capacity.need)
        yield RULE.found(
            key,
            *(plan.key for plan in plans_in(facts, key)),
            message=f"{label_of(key)} needs {number(capacity.need)} addresses at upgrade, "
            f"{number(capacity.usable)} are usable in {listed(subnet.prefixes)}",
            remedy=f"Use a /{length} or larger" if length else None,
            need=capacity.need,
            usable=capacity.usable,
            arithmetic=list(capacity.arithmetic),
        )
