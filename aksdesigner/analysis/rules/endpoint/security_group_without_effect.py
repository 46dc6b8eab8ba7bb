"""PEP-04: Security group without effect on endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="PEP-04",
    name="security-group-without-effect",
    topic="endpoint",
    severity="warning",
    since="0.1",
    title="Security group without effect on endpoints",
    source="azure-rules D-07, G.6 PEP-04",
    remedy="Set endpoint network policies to NetworkSecurityGroupEnabled or Enabled",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups on subnets with private endpoints whose network policies leave groups out.

    ## What it does
    Reports security groups on subnets with private endpoints whose network policies leave
    groups out.

    ## Why it matters
    The rules look as if they guarded the endpoints; they don't.

    ## Example
    A group on an endpoint subnet with policies Disabled.

    ## How to fix
    Set the policies to NetworkSecurityGroupEnabled or Enabled.

    ## References
    azure-rules D-07, G.6 PEP-04
    """
    homes = {f"{e.vnet}/{e.subnet}" for e in facts.topology.private_endpoints}
    for vnet in facts.topology.vnets:
        for subnet in vnet.subnets:
            name = f"{vnet.name}/{subnet.name}"
            if name not in homes or subnet.nsg is None:
                continue
            if subnet.pe_policies in ("Disabled", "RouteTableEnabled"):
                yield RULE.found(
                    key_of("subnet", name),
                    key_of("nsg", subnet.nsg),
                    message=f"{subnet.nsg} on {name} does not apply to its private endpoints: network "
                    f"policies are {subnet.pe_policies}",
                )
