"""DNS-04: DNS server unreachable."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.endpoint_names import homes_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.trace_words import why_of
from aksdesigner.analysis.results import Finding, Trace
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, split_key

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
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        homes = homes_of(facts, vnet_key(vnet.name))
        for server in vnet.dns_servers:
            lost = _lost(facts, homes, server)
            if lost is None:
                continue
            home, trace = lost
            yield RULE.found(
                vnet_key(vnet.name),
                message=f"{vnet.name} asks the DNS server {server}, and {split_key(home)[1]} does "
                f"not reach it: {why_of(trace)}",
                server=str(server),
                subnet=home,
                verdict=trace.verdict,
                reason=trace.reason,
            )


def _lost(facts: Facts, homes: tuple[Key, ...], server: Address) -> tuple[Key, Trace] | None:
    """Return the first subnet that does not reach a server, with its trace, or None."""
    for home in homes:
        try:
            trace = facts.trace(f"subnet:{split_key(home)[1]}", str(server), 53, "udp")
        except QueryError:
            continue
        # a server that is not drawn may still be there
        if trace.verdict not in ("delivered", "notComputed") and trace.reason != "no_host":
            return home, trace
    return None
