"""RTE-04: Too many routes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.address import ServiceTag
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-04",
    name="too-many-routes",
    topic="routing",
    severity="error",
    since="0.1",
    title="Too many routes",
    source="azure-rules A.2",
    remedy="Summarise prefixes",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports route tables with more than 400 routes, or more than 25 routes for service tags.

    ## What it does
    Reports route tables with more than 400 routes, or more than 25 routes for service tags.

    ## Why it matters
    Azure refuses them.

    ## Example
    401 routes in one table.

    ## How to fix
    Summarise prefixes.

    ## References
    azure-rules A.2
    """
    yield from _findings(facts)


@by_table
def _findings(_facts: Facts, table: RouteTable) -> Iterator[Finding]:
    tagged = sum(isinstance(route.prefix, ServiceTag) for route in table.routes)
    for count, name, what in (
        (len(table.routes), "routesPerTable", "routes"),
        (tagged, "serviceTagRoutesPerTable", "routes for service tags"),
    ):
        most = limit(name).value
        if count > most:
            yield RULE.found(
                key_of("rt", table.name),
                message=f"{table.name} has {number(count)} {what}; the limit is {number(most)}",
                count=count,
                limit=most,
            )
