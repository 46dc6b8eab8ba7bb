"""ADR-10: AKS reserved range used."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr, free_service_cidr
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, reserved_ranges, service_cidrs_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-10",
    name="aks-reserved-range",
    topic="address",
    severity="error",
    since="0.1",
    title="AKS reserved range used",
    source="azure-rules A-20, A-21",
    remedy="Choose a range that AKS does not reserve",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports service ranges, pod ranges and prefixes of cluster networks that touch a range AKS keeps for itself.

    ## What it does
    Reports service ranges, pod ranges and prefixes of cluster networks that touch a range AKS
    keeps for itself.

    ## Why it matters
    Cluster creation fails. The reserved ranges are 169.254.0.0/16, 172.30.0.0/16, 172.31.0.0/16
    and 192.0.2.0/24; a larger block that holds one of them is refused too.

    ## Example
    serviceCidr 172.30.0.0/16, which many examples in circulation print.

    ## How to fix
    Move the range, for example the service range to 172.29.0.0/16, and its DNS address with it.

    ## References
    azure-rules A-20, A-21; AKS CNI overview, IP address ranges
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)
        for cidr in service_cidrs_of(cluster):
            remedy = f"Use {free_service_cidr(facts)}" if free_service_cidr(facts) else None
            yield from _reserved(key, f"Service range {cidr} of {cluster.name}", cidr, remedy)
        for cidr in pod_cidrs_of(cluster):
            free = free_pod_cidr(facts, max(cidr.length, 10)) if cidr.version == 4 else None
            remedy = f"Use {free}" if free else None
            yield from _reserved(key, f"Pod range {cidr} of {cluster.name}", cidr, remedy)
    hosts = dict.fromkeys(c.vnet for c in facts.topology.aks_clusters if c.vnet)
    for vnet in facts.topology.vnets:
        if vnet.name in hosts:
            for prefix in vnet.prefixes:
                label = f"Prefix {prefix} of {vnet.name}, which holds an AKS cluster,"
                yield from _reserved(key_of("vnet", vnet.name), label, prefix, None)


def _reserved(key: str, label: str, cidr: Cidr, remedy: str | None) -> Iterator[Finding]:
    hits = [kept for kept in reserved_ranges() if kept.overlaps(cidr)]
    if not hits:
        return
    same = [kept for kept in hits if kept == cidr.network]
    what = "is reserved by AKS" if same else f"overlaps {listed(hits)}, reserved by AKS"
    yield RULE.found(
        key,
        message=f"{label} {what}; cluster creation fails",
        remedy=remedy,
        range=str(cidr),
        reserved=[str(kept) for kept in hits],
    )
