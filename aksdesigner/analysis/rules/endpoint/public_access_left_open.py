"""PEP-05: Public access still open."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.endpoint_names import answer_in, consumers_of, is_closed, name_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="PEP-05",
    name="public-access-left-open",
    topic="endpoint",
    severity="warning",
    since="0.1",
    title="Public access still open",
    source="azure-rules G.6 PEP-05",
    remedy="Disable public network access",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports services that are reached privately by every network that uses their endpoint and still accept public traffic.

    ## What it does
    Reports services that are reached privately by every network that uses their endpoint and
    still accept public traffic.

    ## Why it matters
    The private way is ready; the public one is an open door.

    ## Example
    publicNetworkAccess Enabled beside a working endpoint.

    ## How to fix
    Disable public network access.

    ## References
    azure-rules G.6 PEP-05
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        users = consumers_of(facts, key)
        proven = users and all(answer_in(facts, key, vnet) == "private" for vnet in users)
        if proven and not is_closed(facts, endpoint):
            target = (key_of("paas", endpoint.target),) if endpoint.target else ()
            yield RULE.found(
                *target,
                key,
                message=f"{name_of(facts, endpoint) or endpoint.target or endpoint.name} is reached "
                f"privately through {endpoint.name} and still accepts public traffic",
            )
