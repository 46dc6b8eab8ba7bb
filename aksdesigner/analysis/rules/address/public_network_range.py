"""ADR-09: Unusual network range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import is_private
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-09",
    name="public-network-range",
    topic="address",
    severity="warning",
    since="0.1",
    title="Unusual network range",
    source="azure-rules A-03, A-11",
    remedy="Use a private range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks with an IPv4 prefix outside RFC 1918 and RFC 6598, and networks larger than /8 that hold an AKS cluster.

    ## What it does
    Reports networks with an IPv4 prefix outside RFC 1918 and RFC 6598, and networks larger than
    /8 that hold an AKS cluster.

    ## Why it matters
    Azure Firewall translates the source towards such ranges by default, and the real owners of
    the addresses become unreachable.

    ## Example
    A network of 52.0.0.0/16.

    ## How to fix
    Use a private range.

    ## References
    azure-rules A-03, A-11
    """
    with_aks = {cluster.vnet for cluster in facts.topology.aks_clusters}
    for vnet in facts.topology.vnets:
        for prefix in vnet.prefixes:
            if prefix.version != 4:
                continue
            if not is_private(prefix.network):
                yield RULE.found(
                    key_of("vnet", vnet.name),
                    message=f"{vnet.name} {prefix} is not inside RFC 1918 or RFC 6598",
                    prefix=str(prefix),
                )
            elif prefix.length < 8 and vnet.name in with_aks:
                yield RULE.found(
                    key_of("vnet", vnet.name),
                    message=f"{vnet.name} {prefix} is larger than /8 and holds an AKS cluster",
                    prefix=str(prefix),
                )
