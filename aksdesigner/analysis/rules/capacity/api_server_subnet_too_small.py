"""CAP-18: API server subnet too small."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import is_sized, subnets_in, usable_of
from aksdesigner.analysis.facts.demand import extras_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import prefix_length_for
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="CAP-18",
    name="api-server-subnet-too-small",
    topic="capacity",
    severity="error",
    since="0.1",
    title="API server subnet too small",
    source="azure-rules B.6",
    remedy="Use a larger subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports API server subnets with fewer than nine usable addresses for each cluster.

    ## What it does
    Reports API server subnets with fewer than nine usable addresses for each cluster.

    ## Why it matters
    API Server VNet Integration takes up to nine addresses a cluster from its delegated subnet.

    ## Example
    Two clusters on a /28 of 11 usable addresses.

    ## How to fix
    Use a /27 for up to three clusters.

    ## References
    azure-rules B.6
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        servers = [extra for extra in extras_in(facts, key) if extra.kind == "api"]
        if not servers or not isinstance(subnet, Subnet) or not is_sized(subnet):
            continue
        need, usable = sum(extra.count for extra in servers), usable_of(subnet)
        if need > usable:
            yield RULE.found(
                key,
                *(extra.key for extra in servers if extra.key is not None),
                message=f"{label_of(key)} needs {number(need)} addresses for "
                f"{count_of(len(servers), 'API server')}, {number(usable)} are usable",
                remedy=f"Use a /{prefix_length_for(need)} or larger",
                need=need,
                usable=usable,
            )
