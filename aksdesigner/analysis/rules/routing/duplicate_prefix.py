"""RTE-03: Duplicate prefix in a route table."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.route_table import Route, RouteTable

RULE = Rule(
    code="RTE-03",
    name="duplicate-prefix",
    topic="routing",
    severity="error",
    since="0.1",
    title="Duplicate prefix in a route table",
    source="azure-rules C.1 user-route validity",
    remedy="Remove one of the routes",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports route tables with two routes for one prefix.

    ## What it does
    Reports route tables with two routes for one prefix.

    ## Why it matters
    Azure refuses the second.

    ## Example
    Two routes for 0.0.0.0/0.

    ## How to fix
    Remove one.

    ## References
    azure-rules C.1 user-route validity
    """
    yield from _findings(facts)


@by_table
def _findings(_facts: Facts, table: RouteTable) -> Iterator[Finding]:
    seen: dict[str, Route] = {}
    for route in table.routes:
        prefix = str(route.prefix.network if isinstance(route.prefix, Cidr) else route.prefix)
        first = seen.setdefault(prefix, route)
        if first is not route:
            yield RULE.found(
                key_of("rt", table.name),
                message=f"{table.name} has {prefix} twice: {first.name} and {route.name}",
                remedy=f"Remove {first.name} or {route.name}",
                prefix=prefix,
            )
