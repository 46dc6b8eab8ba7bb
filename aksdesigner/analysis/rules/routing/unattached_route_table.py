"""RTE-28: Route table not attached."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import subnets_with
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-28",
    name="unattached-route-table",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Route table not attached",
    source="azure-rules G.4 RTE-28",
    remedy="Attach it to a subnet, or delete it",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports route tables with routes that no subnet uses.

    ## What it does
    Reports route tables with routes that no subnet uses.

    ## Why it matters
    Somebody believes these routes are in force.

    ## Example
    A table with 0.0.0.0/0 to the firewall and no subnet.

    ## How to fix
    Attach it, or delete it.

    ## References
    azure-rules G.4 RTE-28
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    if table.routes and not subnets_with(facts, table.name) and not facts.settings.partial:
        yield RULE.found(
            key_of("rt", table.name),
            message=f"{table.name} has {count_of(len(table.routes), 'route')} and no subnet uses it",
        )
