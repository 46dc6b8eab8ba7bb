"""CAP-03: Fits today, upgrade fails."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import capacity_of, is_sized, subnets_in
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import prefix_length_for
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-03",
    name="upgrade-does-not-fit",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Fits today, upgrade fails",
    source="azure-rules B.1, B.3 (need0)",
    remedy="Size the subnet for maximum and surge, or lower max surge",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports node subnets that hold all planned nodes but not the surge nodes and headroom of an upgrade.

    ## What it does
    Reports node subnets that hold all planned nodes but not the surge nodes and headroom of an
    upgrade.

    ## Why it matters
    Everything runs until the first upgrade, which then fails for lack of addresses.

    ## Example
    103 nodes and 20 endpoint addresses in a /25: 123 of 123; the upgrade needs 157.

    ## How to fix
    Size for maximum and surge, or lower max surge.

    ## References
    azure-rules B.1, B.3 (need0)
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if not plans_in(facts, key) or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        capacity = capacity_of(facts, key)

        if capacity.fits or not capacity.steady_fits:
            continue
        length = prefix_length_for(capacity.need)
        yield RULE.found(
            key,
            *(plan.key for plan in plans_in(facts, key)),
            message=f"{label_of(key)} holds {number(capacity.steady)} of {number(capacity.usable)} "
            f"addresses without surge, the upgrade needs {number(capacity.need)}",
            remedy=f"Use a /{length} or larger, or lower max surge" if length else None,
            steady=capacity.steady,
            need=capacity.need,
            usable=capacity.usable,
            arithmetic=list(capacity.arithmetic),
        )
