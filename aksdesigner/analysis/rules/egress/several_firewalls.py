"""EGR-18: Several firewalls in one subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-18",
    name="several-firewalls",
    topic="egress",
    severity="error",
    since="0.1",
    title="Several firewalls in one subnet",
    source="azure-rules B.6, G.5 EGR-18",
    remedy="Keep one firewall a network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Azure Firewalls that share a subnet or a private address.

    ## What it does
    Reports Azure Firewalls that share a subnet or a private address.

    ## Why it matters
    A subnet, and so a network, holds one Azure Firewall.

    ## Example
    Two firewalls in one AzureFirewallSubnet.

    ## How to fix
    One firewall a network.

    ## References
    azure-rules B.6, G.5 EGR-18
    """
    seen: dict[str, list[str]] = {}
    for firewall in facts.topology.firewalls:
        seen.setdefault(f"{firewall.vnet}/{firewall.subnet}", []).append(firewall.name)
    for place, names in seen.items():
        if len(names) > 1:
            yield RULE.found(
                key_of("subnet", place),
                *(key_of("fw", name) for name in names),
                message=f"{place} holds {listed(names)}",
                firewalls=names,
            )
