"""Operations: sections 15 and 19 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters, has_clusters

SOURCE = "seed 19, Operations"
POOLS = "seed 15"


def _surges(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        for pool in cluster.pools:
            if pool.max_surge is not None:
                yield f"{cluster.name}/{pool.name}: surge {pool.max_surge}"


LINES = (
    Line(
        "upgradeRehearsal",
        "An upgrade with its surge was tried.",
        SOURCE,
        ("CAP-03", "CAP-12", "CAP-30"),
        evidence=_surges,
        asks="When was an upgrade with surge rehearsed, and in which environment?",
        applies=has_clusters,
    ),
    Line(
        "profileTracked",
        "The network profile of clusters is kept as configuration.",
        SOURCE,
        asks="In which repository is the network profile of the clusters kept?",
        control="infrastructure as code, exported from this design",
        applies=has_clusters,
    ),
    Line(
        "ipAlerting",
        "Somebody is told before addresses run out.",
        SOURCE,
        ("CAP-02",),
        asks="Who is told when a subnet or pod range runs out of addresses?",
        applies=has_clusters,
    ),
    Line(
        "dnsRunbook",
        "There is a runbook for the path of DNS.",
        SOURCE,
        asks="Where is the runbook for DNS?",
        applies=has_clusters,
    ),
    Line(
        "changeReview",
        "Changes of routes, security groups and route tables are reviewed.",
        SOURCE,
        asks="Who reviews changes of routes and security groups?",
        control="pull requests on the exported code",
        applies=has_clusters,
    ),
    Line(
        "poolSubnets",
        "The choice of subnets for pools is a decision of the platform.",
        POOLS,
        ("AKS-14", "AKS-23", "AKS-29", "RTE-26"),
        applies=has_clusters,
    ),
)
