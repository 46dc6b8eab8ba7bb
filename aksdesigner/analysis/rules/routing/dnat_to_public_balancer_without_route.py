"""RTE-14: DNAT to a public load balancer without a host route."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dnat import balancers_behind, lacks_host_route
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="RTE-14",
    name="dnat-to-public-balancer-without-route",
    topic="routing",
    severity="error",
    since="0.2",
    title="DNAT to a public load balancer without a host route",
    source="azure-rules F-08, G.4 RTE-14",
    remedy="Route the firewall's public address to the Internet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports firewalls that hand requests to a public load balancer whose backends send their default traffic to the firewall and have no route of the firewall's public address to the Internet.

    ## What it does
    Reports firewalls that hand requests to a public load balancer whose backends send their
    default traffic to the firewall and have no route of the firewall's public address to the
    Internet.

    ## Why it matters
    The answer reaches the firewall's inside, which knows no such flow, and is dropped.

    ## Example
    0.0.0.0/0 to the firewall and no 198.51.100.4/32 to the Internet.

    ## How to fix
    Add a route of the firewall's public address (/32) with next hop Internet to the backends'
    table, or hand requests to an internal load balancer.

    ## References
    azure-rules F-08, G.4 RTE-14
    """
    for target in balancers_behind(facts):
        for subnet in lacks_host_route(facts, target):
            yield RULE.found(
                key_of("fw", target.firewall.name),
                key_of("lb", target.balancer.name),
                subnet,
                message=f"{target.firewall.name} hands requests ({target.rule}) to the public load balancer "
                f"{target.balancer.name}, and {label_of(subnet)} has no route of the firewall's public "
                "address to the Internet",
                rule=target.rule,
                subnet=label_of(subnet),
            )
