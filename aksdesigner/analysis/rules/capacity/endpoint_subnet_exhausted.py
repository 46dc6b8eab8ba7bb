"""CAP-19: Endpoint subnet exhausted."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import is_sized, subnets_in, usable_of
from aksdesigner.analysis.facts.demand import extras_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import prefix_length_for
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-19",
    name="endpoint-subnet-exhausted",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Endpoint subnet exhausted",
    source="azure-rules B.5, G.2 CAP-19",
    remedy="Use a larger subnet for endpoints",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets whose private endpoints need more addresses than there are, or more than 80% of them.

    ## What it does
    Reports subnets whose private endpoints need more addresses than there are, or more than 80%
    of them.

    ## Why it matters
    A registry takes one address and one for each replica, Cosmos DB one more than its regions;
    the last endpoint is refused.

    ## Example
    12 reserved addresses in a /28 of 11.

    ## How to fix
    Use a larger subnet for endpoints.

    ## References
    azure-rules B.5, G.2 CAP-19
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        endpoints = [e for e in extras_in(facts, key) if e.kind in ("pe", "apiEndpoint")]
        if not endpoints or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        need, usable = sum(extra.count for extra in endpoints), usable_of(subnet)
        if need * 10 > usable * 8:
            length = prefix_length_for(-(-need * 10 // 8))
            yield RULE.found(
                key,
                *(extra.key for extra in endpoints if extra.key is not None),
                message=f"{label_of(key)} needs {number(need)} addresses for private endpoints, "
                f"{number(usable)} are usable",
                remedy=f"Use a /{length} or larger" if length else None,
                severity="error" if need > usable else "warning",
                need=need,
                usable=usable,
            )
