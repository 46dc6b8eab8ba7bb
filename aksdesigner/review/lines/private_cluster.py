"""Private cluster networking: the questions of section 10 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.review.line import Line
from aksdesigner.review.words import clusters

SOURCE = "seed 10"


def _has_private(analysis: Analysis) -> bool:
    return any(cluster.private for cluster in clusters(analysis))


def _zones(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.private:
            yield f"{cluster.name}: zone {cluster.private_dns_zone or 'system'}"


def _hosted(analysis: Analysis) -> Iterator[str]:
    for cluster in clusters(analysis):
        if cluster.private and cluster.hosted_agents:
            yield f"{cluster.name} is deployed to by agents on the Internet"


LINES = (
    Line(
        "operatorPath",
        "Operators reach the private API server from a place that is drawn.",
        SOURCE,
        ("AKS-01",),
        asks="Where do people run kubectl?",
        applies=_has_private,
    ),
    Line(
        "deploymentAgents",
        "Agents of pipelines reach the private API server.",
        SOURCE,
        ("AKS-07",),
        evidence=_hosted,
        asks="Where do the agents of the pipelines run?",
        applies=_has_private,
    ),
    Line(
        "gitOpsPath",
        "GitOps controllers reach their repositories.",
        SOURCE,
        asks="How do GitOps controllers reach their repositories?",
        control="allow list of the firewall",
        applies=_has_private,
    ),
    Line(
        "apiZones",
        "Private DNS zones of API servers are linked where they are asked.",
        SOURCE,
        ("AKS-02", "AKS-03", "AKS-04", "AKS-05", "AKS-22", "AKS-28"),
        evidence=_zones,
        applies=_has_private,
    ),
    Line(
        "breakGlass",
        "There is a way in when the usual one is lost.",
        SOURCE,
        asks="How is the cluster reached in an emergency, and who may do that?",
        control="break-glass accounts and az aks command invoke",
        applies=_has_private,
    ),
    Line(
        "apiThroughFirewall",
        "It is known what happens when firewall rules block the API server.",
        SOURCE,
        ("AKS-06", "EGR-10", "EGR-13"),
        asks="What do operators see when the firewall blocks the API server, and what do they do?",
        applies=_has_private,
    ),
)
