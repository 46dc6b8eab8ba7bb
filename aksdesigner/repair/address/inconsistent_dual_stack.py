"""ADR-24: ranges follow the families of the cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.address import Cidr
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "ADR-24"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Put the ranges in the order of the families; else leave what belongs to no family.

    A range of a family that has none is a decision about addresses, and stays one.
    """
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    families: list[str] = [f for f in ("ipv4", "ipv6") if f in cluster.ip_families]
    if not families:
        return
    values = {
        "ip_families": families,
        "pod_cidrs": _ordered(cluster.pod_cidrs, families),
        "service_cidrs": _ordered(cluster.service_cidrs, families),
    }
    yield candidate("Put the ranges in the order of the families", SetFields(key, values))
    yield candidate(
        "Use IPv4 alone",
        SetFields(
            key,
            {
                "ip_families": ["ipv4"],
                "pod_cidrs": _ordered(cluster.pod_cidrs, ["ipv4"]),
                "service_cidrs": _ordered(cluster.service_cidrs, ["ipv4"]),
            },
        ),
    )


def _ordered(ranges: tuple[Cidr, ...], families: list[str]) -> list[str]:
    versions = [6 if family == "ipv6" else 4 for family in families]
    return [str(cidr) for version in versions for cidr in ranges if cidr.version == version]
