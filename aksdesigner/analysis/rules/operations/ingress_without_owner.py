"""OPS-02: Ingress without an owner."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="OPS-02",
    name="ingress-without-owner",
    topic="operations",
    severity="warning",
    since="0.2",
    title="Ingress without an owner",
    source="azure-rules G.7 OPS-02",
    remedy="Fill in who owns TLS and DNS, and the health probe",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports ingresses of clusters for which the design does not say who owns TLS and DNS, or how health is probed.

    ## What it does
    Reports ingresses of clusters for which the design does not say who owns TLS and DNS, or how
    health is probed.

    ## Why it matters
    Certificates expire and names move without anybody noticing; a wrong probe takes every backend
    out at once.

    ## Example
    An ingress without dnsOwner.

    ## How to fix
    Fill in the missing fields.

    ## References
    azure-rules G.7 OPS-02
    """
    for cluster in facts.topology.aks_clusters:
        for ingress in cluster.ingress:
            fields = {
                "the TLS owner": ingress.tls_owner,
                "the DNS owner": ingress.dns_owner,
                "the health probe": ingress.health_probe,
            }
            missing = [name for name, value in fields.items() if not (value or "").strip()]
            if missing:
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"{cluster.name}: ingress {ingress.name} ({ingress.pattern}, "
                    f"{ingress.visibility}) leaves out {listed(missing)}",
                    ingress=ingress.name,
                    missing=missing,
                )
