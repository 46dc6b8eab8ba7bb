"""RTE-25: On-premises announces a part of Azure."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.effective_routes import content_of, table_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of

RULE = Rule(
    code="RTE-25",
    name="onprem-announces-azure",
    topic="routing",
    severity="warning",
    since="0.1",
    title="On-premises announces a part of Azure",
    source="azure-rules C-03, G.4 RTE-25",
    remedy="Correct the announcement",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports learned prefixes that lie inside a network's own or a peered network's address space.

    ## What it does
    Reports learned prefixes that lie inside a network's own or a peered network's address
    space.

    ## Why it matters
    Azure never uses them: system routes win over learned ones. Whoever announces them expects
    otherwise.

    ## Example
    The data centre announces 10.2.5.0/24 of a peered spoke.

    ## How to fix
    Correct the announcement.

    ## References
    azure-rules C-03, G.4 RTE-25
    """
    ignored: dict[Key, dict[str, Key]] = {}
    for origin, prefix, key in _ignored_in(facts):
        ignored.setdefault(origin, {}).setdefault(prefix, key)
    for gateway, prefixes in ignored.items():
        yield RULE.found(
            gateway,
            *prefixes.values(),
            message=f"{label_of(gateway)} learns {listed(prefixes)}, which Azure routes itself",
            prefixes=list(prefixes),
        )


@by_network
def _ignored_in(facts: Facts, vnet: Key) -> Iterator[tuple[Key, str, Key]]:
    for key in subnets_in(facts, vnet):
        for origin, prefix in _ignored(facts, vnet, *content_of(facts, key)):
            yield origin, prefix, key


@kept
def _ignored(
    facts: Facts, vnet: Key, route_table: str | None, service_endpoints: tuple[str, ...]
) -> tuple[tuple[Key, str], ...]:
    """Return gateway and prefix of the rows that are listed and never used."""
    rows = table_of(facts, vnet, route_table, service_endpoints)
    return tuple((row.origin, str(row.prefix)) for row in rows if row.suppressed and row.origin)
