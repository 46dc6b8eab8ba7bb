"""ADR-18: DNS service address invalid."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import service_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-18",
    name="dns-service-address",
    topic="address",
    severity="error",
    since="0.1",
    title="DNS service address invalid",
    source="azure-rules A-23",
    remedy="Use the tenth address of the service range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports DNS service addresses that lie outside the service range, or are its first, second or last address.

    ## What it does
    Reports DNS service addresses that lie outside the service range, or are its first, second
    or last address.

    ## Why it matters
    The second address is kubernetes.default.svc; the first and the last can't be used.

    ## Example
    dnsServiceIp 172.29.0.1 in 172.29.0.0/16.

    ## How to fix
    Use the tenth address of the service range.

    ## References
    azure-rules A-23
    """
    for cluster in facts.topology.aks_clusters:
        address = cluster.dns_service_ip
        ranges = [c for c in service_cidrs_of(cluster) if address and c.version == address.version]
        if address is None or not ranges:
            continue
        service = ranges[0]
        offset = address.value - service.first_value
        if not service.contains(address):
            why = f"is outside the service range {service}"
        elif offset in (0, 1) or address == service.last:
            ordinal = {0: "first", 1: "second"}.get(offset, "last")
            why = f"is the {ordinal} address of the service range {service}"
        else:
            continue
        tenth = service.address(10) if service.size > 11 else None
        yield RULE.found(
            key_of("aks", cluster.name),
            message=f"DNS service address {address} of {cluster.name} {why}",
            remedy=f"Use {tenth}" if tenth else None,
            address=str(address),
            range=str(service),
        )
