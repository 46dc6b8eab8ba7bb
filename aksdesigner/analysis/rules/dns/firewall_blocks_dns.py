"""DNS-12: Firewall blocks DNS."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dns_legs import dns_legs
from aksdesigner.analysis.facts.dns_servers import reached
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="DNS-12",
    name="firewall-blocks-dns",
    topic="dns",
    severity="error",
    since="0.2",
    title="Firewall blocks DNS",
    source="azure-rules E.2 step 1, G.6 DNS-12",
    remedy="Allow UDP and TCP 53 on the firewall",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports ways to a DNS server that cross a firewall whose rules do not allow port 53: of a network to its servers, of a resolver to the targets of its rules, of a DNS machine to its forwarders.

    ## What it does
    Reports ways to a DNS server that cross a firewall whose rules do not allow port 53: of a
    network to its servers, of a resolver to the targets of its rules, of a DNS machine to its
    forwarders.

    ## Why it matters
    Names do not resolve, and everything else fails with them.

    ## Example
    A spoke whose DNS machine in the hub is behind the firewall, and no rule for port 53.

    ## How to fix
    Add a network rule for UDP and TCP 53 to the server.

    ## References
    azure-rules E.2 step 1, G.6 DNS-12
    """
    for leg in dns_legs(facts):
        denied = [
            protocol.upper()
            for protocol in ("udp", "tcp")
            if reached(facts, leg.asker, leg.server, protocol).reason == "firewall_deny"
        ]
        if denied:
            yield RULE.found(
                leg.key,
                message=f"{leg.label} asks {leg.server}, and the firewall between them does not allow "
                f"{listed(denied)} 53",
                server=str(leg.server),
                protocols=denied,
            )
