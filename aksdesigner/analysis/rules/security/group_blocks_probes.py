"""NSG-05: Security group blocks load balancer probes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of

RULE = Rule(
    code="NSG-05",
    name="group-blocks-probes",
    topic="security",
    severity="warning",
    since="0.1",
    title="Security group blocks load balancer probes",
    source="azure-rules D-06, C-07, G.7 NSG-05",
    remedy="Allow AzureLoadBalancer inbound",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets of load balancer backends whose group denies the probes of AzureLoadBalancer.

    ## What it does
    Reports subnets of load balancer backends whose group denies the probes of
    AzureLoadBalancer.

    ## Why it matters
    Every backend is then taken for dead.

    ## Example
    A deny of all sources without an allow for AzureLoadBalancer.

    ## How to fix
    Allow AzureLoadBalancer inbound.

    ## References
    azure-rules D-06, C-07, G.7 NSG-05
    """
    told: set[Key] = set()
    for key, place, port in _backends(facts):
        if place.subnet in told or place.address.version != 4:
            continue
        answer = facts.nsg(
            place.subnet, "Inbound", "168.63.129.16", str(place.address), "Tcp", port
        )
        if answer.access == "Deny":
            told.add(place.subnet)
            yield RULE.found(
                place.subnet,
                key,
                message=f"{answer.rule} on {label_of(place.subnet)} denies the probes of "
                f"{label_of(key)}",
                rule=answer.rule,
            )


def _backends(facts: Facts) -> Iterator[tuple[Key, Place, int]]:
    """Yield each load balancer with a backend's place and a port that is probed."""
    for balancer in facts.topology.load_balancers:
        text = balancer.probe_port or balancer.port
        port = int(text) if text.isascii() and text.isdecimal() and int(text) < 65536 else 443
        for backend in balancer.backends:
            for place in facts.places.of(backend)[:1]:
                yield key_of("lb", balancer.name), place, port
