"""PEP-01: Endpoint not approved."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="PEP-01",
    name="unapproved-endpoint",
    topic="endpoint",
    severity="error",
    since="0.1",
    title="Endpoint not approved",
    source="azure-rules G.6 PEP-01",
    remedy="Approve the connection on the service",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints whose connection is not approved.

    ## What it does
    Reports private endpoints whose connection is not approved.

    ## Why it matters
    The service refuses its traffic.

    ## Example
    state Pending.

    ## How to fix
    Approve the connection on the service.

    ## References
    azure-rules G.6 PEP-01
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        if endpoint.state != "Approved":
            yield RULE.found(
                key,
                message=f"{endpoint.name} is {endpoint.state.lower()}; its service refuses it",
                state=endpoint.state,
            )
