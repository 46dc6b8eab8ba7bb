"""Ingress: sections 14 and 19 of the seed text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kubernetes import Ingress
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters, has_clusters

SOURCE = "seed 19, Ingress"
LAYOUT = "seed 14"


def _entries(analysis: Analysis) -> Iterator[tuple[AksCluster, Ingress]]:
    for cluster in clusters(analysis):
        for entry in cluster.ingress:
            yield cluster, entry


def _has_ingress(analysis: Analysis) -> bool:
    return any(True for _ in _entries(analysis))


def _has_public(analysis: Analysis) -> bool:
    return any(entry.visibility == "public" for _, entry in _entries(analysis))


def _each(say: Callable[[Ingress], str]) -> Callable[[Analysis], Iterator[str]]:
    """Return what says one sentence about each ingress; an empty one is left out."""

    def told(analysis: Analysis) -> Iterator[str]:
        for cluster, entry in _entries(analysis):
            said = say(entry)
            if said:
                yield f"{cluster.name}, {entry.name}: {said}"

    return told


def _place(entry: Ingress) -> str:
    where = entry.subnet or entry.gateway
    return f"{entry.pattern} in {where}" if where else entry.pattern


def _owners(entry: Ingress) -> str:
    owners = [f"TLS {entry.tls_owner}"] if entry.tls_owner else []
    owners += [f"DNS {entry.dns_owner}"] if entry.dns_owner else []
    return ", ".join(owners)


def _ownerless(entry: Ingress) -> str:
    lost = [n for n, who in (("TLS", entry.tls_owner), ("DNS", entry.dns_owner)) if not who]
    return f"nobody owns {' and '.join(lost)}" if lost else ""


LINES = (
    Line(
        "ingressPlaces",
        "Subnets and addresses of ingress are planned, and have an owner.",
        SOURCE,
        ("CAP-16", "CAP-27", "CAP-29", "RTE-13", "RTE-22", "NSG-07", "NSG-10"),
        evidence=_each(_place),
        asks="Which team owns the subnets and addresses of ingress?",
        applies=has_clusters,
    ),
    Line(
        "ingressVisibility",
        "It is explicit which ingress is public and which internal.",
        SOURCE,
        evidence=_each(lambda entry: entry.visibility),
        applies=_has_ingress,
    ),
    Line(
        "ingressOwners",
        "Owners of TLS and DNS are on record for every ingress.",
        SOURCE,
        lacks=_each(_ownerless),
        evidence=_each(_owners),
        applies=_has_ingress,
    ),
    Line(
        "healthProbes",
        "Health probes match the readiness of the workloads.",
        SOURCE,
        ("NSG-05",),
        lacks=_each(lambda entry: "" if entry.health_probe else "no health probe"),
        evidence=_each(lambda entry: entry.health_probe or ""),
        asks="Who saw that each probe fails when its workload is not ready?",
        applies=_has_ingress,
    ),
    Line(
        "publicIngress",
        "Public ingress has a firewall for web requests, DDoS protection, and a way back.",
        LAYOUT,
        ("RTE-13", "RTE-14", "NSG-10"),
        asks="Which web application firewall and DDoS plan stand before public ingress?",
        applies=_has_public,
    ),
)
