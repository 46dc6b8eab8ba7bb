"""NSG-06: VirtualNetwork tag may include everything."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import user_default
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup

RULE = Rule(
    code="NSG-06",
    name="wide-virtual-network-tag",
    topic="security",
    severity="warning",
    since="0.1",
    title="VirtualNetwork tag may include everything",
    source="azure-rules D-05, G.7 NSG-06",
    remedy="Add an explicit inbound deny rule",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups that sort allowed sources on a subnet with a user route for 0.0.0.0/0 and have no deny of their own.

    ## What it does
    Reports security groups that sort allowed sources on a subnet with a user route for
    0.0.0.0/0 and have no deny of their own.

    ## Why it matters
    The tag VirtualNetwork holds the prefixes of user routes, perhaps the default route too:
    AllowVNetInBound may let everything in.

    ## Example
    An allow for one prefix, no deny, and 0.0.0.0/0 to the firewall.

    ## How to fix
    Add an explicit deny.

    ## References
    azure-rules D-05, G.7 NSG-06
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            group = facts.index.get(NetworkSecurityGroup, subnet.nsg)
            if group is None or user_default(facts, subnet) is None:
                continue
            inbound = [item for item in group.rules if item.direction == "Inbound"]
            sorts = any(r.access == "Allow" and "*" not in r.sources for r in inbound)
            denies = any(r.access == "Deny" for r in inbound)
            if sorts and not denies:
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/{subnet.name}"),
                    key_of("nsg", group.name),
                    message=f"{vnet.name}/{subnet.name} has a route for 0.0.0.0/0, and {group.name} "
                    "relies on AllowVNetInBound",
                )
