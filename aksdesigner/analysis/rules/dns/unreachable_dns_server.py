"""DNS-04: DNS server unreachable."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.endpoint_names import first_home
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.trace_words import why_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import split_key

RULE = Rule(
    code="DNS-04",
    name="unreachable-dns-server",
    topic="dns",
    severity="error",
    since="0.1",
    title="DNS server unreachable",
    source="azure-rules E.2, G.6 DNS-04",
    remedy="Make the server reachable on port 53",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks whose DNS servers their machines can't reach on UDP port 53.

    ## What it does
    Reports networks whose DNS servers their machines can't reach on UDP port 53.

    ## Why it matters
    No name resolves there.

    ## Example
    A spoke that names a server in a hub it is not peered with.

    ## How to fix
    Peer the networks, or correct routes and filters.

    ## References
    azure-rules E.2, G.6 DNS-04
    """
    for vnet in facts.topology.vnets:
        home = first_home(facts, vnet_key(vnet.name))
        for server in vnet.dns_servers if home else ():
            try:
                trace = facts.trace(f"subnet:{split_key(home or '')[1]}", str(server), 53, "udp")
            except QueryError:
                continue
            if trace.verdict in ("delivered", "notComputed") or trace.reason == "no_host":
                continue  # a server that is not drawn may still be there
            yield RULE.found(
                vnet_key(vnet.name),
                message=f"{vnet.name} asks the DNS server {server}, and does not reach it: "
                f"{why_of(trace)}",
                server=str(server),
                verdict=trace.verdict,
                reason=trace.reason,
            )
