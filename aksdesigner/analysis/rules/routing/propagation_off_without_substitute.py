"""RTE-15: Propagation off and nothing instead."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import subnets_with
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-15",
    name="propagation-off-without-substitute",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Propagation off and nothing instead",
    source="azure-rules G.4 RTE-15, C.1 step 7",
    remedy="Add a route, or enable propagation",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets that refuse gateway routes while no user route covers an on-premises prefix their network knows.

    ## What it does
    Reports subnets that refuse gateway routes while no user route covers an on-premises prefix
    their network knows.

    ## Why it matters
    Traffic to on-premises is dropped, there and back.

    ## Example
    A table with propagation disabled and no routes, in a spoke that uses the hub's gateway.

    ## How to fix
    Add a route, or enable propagation.

    ## References
    azure-rules G.4 RTE-15, C.1 step 7
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    exempt = ("GatewaySubnet", "AzureFirewallManagementSubnet")
    for key, subnet in subnets_with(facts, table.name) if table.disable_bgp else ():
        known = onprem_prefixes(facts, network_of(key)) if subnet.name not in exempt else ()
        missing = list(_missing(facts, table.name, known))
        if missing:
            yield RULE.found(
                key,
                key_of("rt", table.name),
                message=f"{label_of(key)} has no route to {listed(missing)}: {table.name} disables "
                "gateway propagation and names nothing instead",
                remedy=f"Add a route to {table.name}, or enable gateway propagation",
                prefixes=missing,
            )


@kept
def _missing(facts: Facts, name: str, known: tuple[Cidr, ...]) -> tuple[str, ...]:
    table = facts.index.get(RouteTable, name)
    found = (p for p in known if table and not p.is_default and not _covered(table, p))
    return tuple(str(prefix) for prefix in found)


def _covered(table: RouteTable, prefix: Cidr) -> bool:
    for route in table.routes:
        if isinstance(route.prefix, Cidr) and route.prefix.contains(prefix.network):
            to_internet = route.prefix.is_default and route.next_hop_type == "Internet"
            if not to_internet:
                return True
    return False
