"""NSG-08: Subnet without security group."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import subnets_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import tenants_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="NSG-08",
    name="subnet-without-group",
    topic="security",
    severity="info",
    since="0.1",
    title="Subnet without security group",
    source="azure-rules G.7 NSG-08",
    remedy="Attach a security group",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports inhabited subnets of a production design without a security group, where one is possible.

    ## What it does
    Reports inhabited subnets of a production design without a security group, where one is
    possible.

    ## Why it matters
    Then every machine of the network and its peers may open any port.

    ## Example
    A node subnet without group in a production design.

    ## How to fix
    Attach a group.

    ## References
    azure-rules G.7 NSG-08
    """
    for key in subnets_of(facts) if facts.settings.production else ():
        subnet = facts.index.at(key)
        if not isinstance(subnet, Subnet) or subnet.nsg is not None or not tenants_of(facts, key):
            continue
        special = special_subnet(subnet.name)
        if special is None or special.takes_nsg:
            yield RULE.found(key, message=f"{label_of(key)} has no security group")
