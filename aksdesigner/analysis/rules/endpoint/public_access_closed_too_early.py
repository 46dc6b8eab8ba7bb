"""PEP-06: Public access closed before the private path works."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.endpoint_names import answer_in, consumers_of, is_closed
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="PEP-06",
    name="public-access-closed-too-early",
    topic="endpoint",
    severity="error",
    since="0.1",
    title="Public access closed before the private path works",
    source="azure-rules G.6 PEP-06",
    remedy="Link the zone first",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports services that refuse public traffic while a network that uses their endpoint resolves the public address.

    ## What it does
    Reports services that refuse public traffic while a network that uses their endpoint
    resolves the public address.

    ## Why it matters
    Clients there are cut off.

    ## Example
    publicNetworkAccess Disabled and a zone that is not linked to the spoke.

    ## How to fix
    Fix the name first.

    ## References
    azure-rules G.6 PEP-06
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        if not is_closed(facts, endpoint):
            continue
        lost = [v for v in consumers_of(facts, key) if answer_in(facts, key, v) == "public"]
        if lost:
            yield RULE.found(
                key,
                *lost,
                message=f"{endpoint.target or endpoint.name} refuses public traffic, and "
                f"{listed(label_of(v) for v in lost)} resolves its public address",
            )
