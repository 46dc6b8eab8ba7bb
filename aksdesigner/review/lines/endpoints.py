"""Private endpoints and DNS: sections 12 and 19 of the seed text."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.endpoint_names import answer_in, consumers_of, name_of
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.review.line import Line

SOURCE = "seed 12"


def has_endpoints(analysis: Analysis) -> bool:
    """Return whether there is a private endpoint to resolve."""
    return bool(analysis.document.topology.private_endpoints)


def _zones(analysis: Analysis) -> Iterator[str]:
    for zone in analysis.document.topology.private_dns_zones:
        yield f"{zone.name} has {len(zone.links)} links"


def _answers(analysis: Analysis) -> Iterator[str]:
    facts = analysis.facts
    for key, endpoint in facts.index.of_kind(PrivateEndpoint):
        for vnet in consumers_of(facts, key):
            answer = answer_in(facts, key, vnet)
            if answer == "private":
                yield f"{name_of(facts, endpoint)} is private in {label_of(vnet)}"


def _servers(analysis: Analysis) -> Iterator[str]:
    for vnet in analysis.document.topology.vnets:
        servers = ", ".join(map(str, vnet.dns_servers)) or "Azure's own DNS"
        yield f"{vnet.name}: {servers}"


LINES = (
    Line(
        "zonesExist",
        "Private DNS zones exist for every service with a private endpoint.",
        SOURCE,
        ("DNS-02", "DNS-03", "DNS-06", "DNS-07", "DNS-09"),
        evidence=_zones,
        applies=has_endpoints,
    ),
    Line(
        "privateAnswers",
        "Zones are linked so that consumers resolve services privately.",
        "seed 12 and 19, Egress",
        ("DNS-01", "DNS-05", "DNS-08", "DNS-11", "PEP-08"),
        evidence=_answers,
        applies=has_endpoints,
    ),
    Line(
        "dnsUpstream",
        "The DNS of clusters goes through servers that answer.",
        SOURCE,
        ("DNS-04", "DNS-10", "DNS-13"),
        evidence=_servers,
    ),
    Line(
        "dnsThroughFirewall",
        "The firewall lets DNS and the flows to endpoints through.",
        SOURCE,
        ("DNS-12", "EGR-10", "PEP-01", "PEP-02", "PEP-03"),
        applies=has_endpoints,
    ),
    Line(
        "publicAccess",
        "Public access is closed, and only after the private way was proved.",
        SOURCE,
        ("PEP-05", "PEP-06"),
        asks="When was the private way tried, before public access was closed?",
        applies=has_endpoints,
    ),
    Line(
        "endpointIdentity",
        "Rights on the services are set apart from the network.",
        SOURCE,
        asks="Who grants workloads their rights on the services behind the endpoints?",
        control="workload identity and Azure role assignments",
        applies=has_endpoints,
    ),
)
