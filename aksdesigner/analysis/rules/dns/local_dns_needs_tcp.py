"""DNS-13: LocalDNS needs TCP 53."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.trace_words import why_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="DNS-13",
    name="local-dns-needs-tcp",
    topic="dns",
    severity="error",
    since="0.2",
    title="LocalDNS needs TCP 53",
    source="azure-rules G.6 DNS-13",
    remedy="Allow TCP and UDP 53 to the DNS servers",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with LocalDNS, which AKS Automatic always has, whose nodes do not reach the network's DNS servers on TCP port 53.

    ## What it does
    Reports clusters with LocalDNS, which AKS Automatic always has, whose nodes do not reach the
    network's DNS servers on TCP port 53.

    ## Why it matters
    LocalDNS asks upstream by TCP; with UDP alone no name of the outside resolves.

    ## Example
    A rule that allows UDP 53 to the DNS machines and nothing else.

    ## How to fix
    Allow TCP and UDP 53 on the whole way to the servers.

    ## References
    azure-rules G.6 DNS-13
    """
    for cluster in facts.topology.aks_clusters:
        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        if vnet is None or not (cluster.local_dns or cluster.sku == "Automatic"):
            continue
        for server in vnet.dns_servers:
            try:
                trace = facts.trace(f"pod:{cluster.name}", str(server), 53, "tcp")
            except QueryError:
                continue
            if trace.verdict in ("delivered", "notComputed") or trace.reason == "no_host":
                continue  # a server that is not drawn may still be there
            yield RULE.found(
                key_of("aks", cluster.name),
                vnet_key(vnet.name),
                message=f"{cluster.name} uses LocalDNS and does not reach {server} on TCP 53: "
                f"{why_of(trace)}",
                server=str(server),
                reason=trace.reason,
            )
