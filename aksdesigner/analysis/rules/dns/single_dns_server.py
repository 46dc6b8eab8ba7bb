"""DNS-10: Single DNS server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="DNS-10",
    name="single-dns-server",
    topic="dns",
    severity="warning",
    since="0.1",
    title="Single DNS server",
    source="azure-rules G.6 DNS-10",
    remedy="Name two servers",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks with exactly one DNS server of their own, unless that is an Azure Firewall.

    ## What it does
    Reports networks with exactly one DNS server of their own, unless that is an Azure Firewall.

    ## Why it matters
    When it restarts, every name in the network fails.

    ## Example
    dnsServers with one address.

    ## How to fix
    Name two servers.

    ## References
    azure-rules G.6 DNS-10
    """
    proxies = {place.address for place in facts.places.all if place.kind == "fw"}
    for vnet in facts.topology.vnets:
        # a firewall's DNS proxy is one address of several instances
        if len(vnet.dns_servers) == 1 and vnet.dns_servers[0] not in proxies:
            yield RULE.found(
                vnet_key(vnet.name),
                message=f"{vnet.name} asks one DNS server, {vnet.dns_servers[0]}",
                server=str(vnet.dns_servers[0]),
            )
