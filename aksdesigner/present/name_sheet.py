"""The DNS sheet: every name a design talks to, and what each network gets for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.names import Resolution
from aksdesigner.model.ids import Key, key_of

# how an answer is marked: good, to be looked at, of no use
TONES = {
    "private": "delivered",
    "public": "warning",
    "nxdomain": "error",
    "dns_unreachable": "error",
    "notComputed": "notComputed",
}
WORDS = {
    "public": "public",
    "nxdomain": "no such name",
    "dns_unreachable": "no DNS server answers",
    "notComputed": "not computed",
}


@dataclass(frozen=True)
class NameRow:
    """A name, and the resource behind it."""

    fqdn: str
    key: Key | None
    icon: str


def names_of(analysis: Analysis) -> tuple[NameRow, ...]:
    """Return the names of endpoints, services, and named destinations, each once."""
    found: dict[str, NameRow] = {}
    for row in _names(analysis):
        found.setdefault(row.fqdn.casefold(), row)
    return tuple(found.values())


def _names(analysis: Analysis) -> Iterator[NameRow]:
    topology = analysis.document.topology
    for endpoint in topology.private_endpoints:
        if endpoint.fqdn:
            yield NameRow(endpoint.fqdn, key_of("pe", endpoint.name), "pe")
    for service in topology.paas_services:
        if service.fqdn:
            yield NameRow(service.fqdn, key_of("paas", service.name), "paas")
    for resource in topology.public_resources:
        yield NameRow(resource.fqdn, None, "paas")
    for net in topology.internet:
        for host in net.destinations:
            yield NameRow(host.name, key_of("internet", net.name), "internet")


def networks_of(analysis: Analysis) -> tuple[Key, ...]:
    """Return the networks that may ask: all that hold a subnet, in file order."""
    vnets = analysis.document.topology.vnets
    return tuple(key_of("vnet", vnet.name) for vnet in vnets if vnet.subnets)


def answer_of(analysis: Analysis, vnet: Key, fqdn: str) -> Resolution:
    """Return what a network gets for a name."""
    return analysis.dns(vnet, fqdn)


def has_endpoint(analysis: Analysis, fqdn: str) -> bool:
    """Return whether a private endpoint of the design leads to what a name means."""
    topology = analysis.document.topology
    name = fqdn.casefold()
    targets = {item.name for item in topology.paas_services if (item.fqdn or "").casefold() == name}
    return any(
        (item.fqdn or "").casefold() == name or item.target in targets
        for item in topology.private_endpoints
    )


def tone_of(analysis: Analysis, fqdn: str, found: Resolution) -> str:
    """Return the mark of an answer: public is fine for what has no endpoint, else worth a look."""
    if found.answer == "public" and found.connection is not None:
        return "error"
    if found.answer == "public" and not has_endpoint(analysis, fqdn):
        return ""
    return TONES[found.answer]


def short_of(found: Resolution) -> str:
    """Return an answer in a word: its address where it is private."""
    if found.answer == "private":
        return str(found.ip)
    if found.answer == "public" and found.ip is not None:
        return f"{found.ip} (public)"
    return WORDS[found.answer]


def told_of(found: Resolution) -> tuple[str, ...]:
    """Return how an answer came about, a numbered sentence for each question asked."""
    return tuple(f"{number}. {step}" for number, step in enumerate(found.steps, 1))
