"""PEER-10: Spoke not advertised to on-premises."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import required_flows
from aksdesigner.analysis.facts.next_hops import holder_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.ids import Key

RULE = Rule(
    code="PEER-10",
    name="unadvertised-spoke",
    topic="peering",
    severity="warning",
    since="0.1",
    title="Spoke not advertised to on-premises",
    source="azure-rules C.8, G.3 PEER-10",
    remedy="Use the hub's gateway by transit",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports required flows from on-premises to a network whose prefix no gateway announces.

    ## What it does
    Reports required flows from on-premises to a network whose prefix no gateway announces.

    ## Why it matters
    On-premises has no route to it.

    ## Example
    A spoke without gateway transit.

    ## How to fix
    Allow gateway transit on the hub's half and use remote gateways on the spoke's.

    ## References
    azure-rules C.8, G.3 PEER-10
    """
    for flow in required_flows(facts):
        trace = flow.trace(facts)
        if trace is not None and trace.reason == "not_advertised":
            holder = _holder(facts, flow.destination)
            site = flow.source.partition("@")[0].replace("onprem:", "site:")
            yield RULE.found(
                *((holder,) if holder else ()),
                site,
                message=f"{flow.words} is required, and no gateway announces it to "
                f"{site.partition(':')[2]}",
                query=flow.place,
            )


def _holder(facts: Facts, text: str) -> Key | None:
    place = facts.places.first(text)
    try:
        return place.vnet if place else holder_of(facts, Address.parse(text))
    except AddressError:
        return None
