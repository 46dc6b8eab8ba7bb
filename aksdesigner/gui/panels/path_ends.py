"""Ends of a path: what a design offers, what a typed text means, and a path as an intent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aksdesigner.analysis.results import Trace
from aksdesigner.model.address import Address, AddressError, is_private
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

SENDERS = ("vm", "nva", "subnet", "bastion")
RECEIVERS = (*SENDERS, "fw", "pe", "lb", "agw", "agc", "fd", "pip")


def sources_of(document: Document) -> tuple[str, ...]:
    """Return what can send in this design."""
    return (*_shared(document, SENDERS), "internet")


def targets_of(document: Document) -> tuple[str, ...]:
    """Return what can be sent to, names included."""
    return tuple(
        dict.fromkeys((*_names(document), *_shared(document, RECEIVERS), *_rules(document)))
    )


def _shared(document: Document, kinds: tuple[str, ...]) -> Iterator[str]:
    index = document.topology.index
    for _, cluster in index.of_kind(AksCluster):
        yield f"pod:{cluster.name}"
        yield from (f"pod:{cluster.name}/{pool.name}" for pool in cluster.pools)
        for work in cluster.workloads:
            pool_name = work.pool or next((pool.name for pool in cluster.pools), "")
            yield f"pod:{cluster.name}/{pool_name}/{work.namespace}/{work.name}"
    for kind in kinds:
        yield from (key for key in index.by_key if split_key(key)[0] == kind)
    for _, site in index.of_kind(OnPremises):
        yield f"onprem:{site.name}"
        yield from (f"onprem:{site.name}@{server.ip}" for server in site.dns_servers)


def _names(document: Document) -> Iterator[str]:
    index = document.topology.index
    for _, internet in index.of_kind(Internet):
        yield from (host.name for host in internet.destinations)
    for _, endpoint in index.of_kind(PrivateEndpoint):
        if endpoint.fqdn:
            yield endpoint.fqdn
    for _, service in index.of_kind(PlatformService):
        if service.fqdn:
            yield service.fqdn


def _rules(document: Document) -> Iterator[str]:
    index = document.topology.index
    for _, cluster in index.of_kind(AksCluster):
        yield f"api:{cluster.name}"
        yield from (f"ingress:{cluster.name}/{ingress.name}" for ingress in cluster.ingress)
    for _, firewall in index.of_kind(Firewall):
        yield from (f"dnat:{firewall.name}/{rule.name}" for rule in firewall.dnat)
    yield "internet"


def end_of_key(document: Document, key: Key, *, is_source: bool) -> str:
    """Return the end that a thing on the canvas stands for."""
    kind, name = split_key(key)
    if kind in ("aks", "pool"):
        return f"pod:{name}"
    if kind == "site":
        return f"onprem:{name}"
    if kind == "internet":
        return "internet"
    if kind in (SENDERS if is_source else RECEIVERS):
        return key
    resource = document.topology.index.at(key)
    vnet = getattr(resource, "vnet", None)
    subnet = getattr(resource, "subnet", None) or ("GatewaySubnet" if kind == "gw" else None)
    return f"subnet:{vnet}/{subnet}" if vnet and subnet else key


def meaning_of(document: Document, text: str, *, is_source: bool) -> str:
    """Return the end that a typed text means: a bare name or address gets what it belongs to.

    What means nothing known is returned as it is; the trace says what it expected.
    """
    text = text.strip()
    if ":" in text or not text:
        return text
    by_name = _by_name(document, text, is_source=is_source)
    if by_name is not None:
        return by_name
    try:
        address = Address.parse(text)
    except AddressError:
        return text
    return _holder_of(document, address) if is_source else text


def _by_name(document: Document, text: str, *, is_source: bool) -> str | None:
    kinds = (*(SENDERS if is_source else RECEIVERS), "aks", "site")
    index = document.topology.index
    for kind in kinds:
        key = key_of(kind, text)
        if key in index.by_key:
            return end_of_key(document, key, is_source=is_source)
    return None


def _holder_of(document: Document, address: Address) -> str:
    """Return the sender that owns an address, else the subnet or site that holds it."""
    index = document.topology.index
    for key, entry in index.by_key.items():
        if split_key(key)[0] in SENDERS and getattr(entry.resource, "ip", None) == address:
            return key
    for key, vnet in index.of_kind(VirtualNetwork):
        for subnet in vnet.subnets:
            if _holds(subnet, address):
                return key_of("subnet", f"{split_key(key)[1]}/{subnet.name}")
    for _, site in index.of_kind(OnPremises):
        if any(prefix.contains(address) for prefix in site.prefixes):
            return f"onprem:{site.name}@{address}"
    return str(address) if is_private(address) else f"internet:{address}"


def _holds(subnet: Subnet, address: Address) -> bool:
    return any(prefix.contains(address) for prefix in subnet.prefixes)


@dataclass(frozen=True)
class Intent:
    """What somebody says of a path that is kept: that it must work, who needs it, and why."""

    is_required: bool = False
    is_operator: bool = False
    why: str = ""


def query_of(
    source: str, destination: str, trace: Trace, intent: Intent, *, is_routing: bool = False
) -> dict[str, Any]:
    """Return a path as the document keeps it: its ends and what is expected of it.

    `is_routing` says that the trace was asked with all filters open, and so must the intent be.
    """
    query: dict[str, Any] = {"kind": "path", "from": source, "to": destination}
    if trace.protocol != "icmp":
        query["port"] = trace.port
    if trace.protocol != "tcp":
        query["protocol"] = trace.protocol
    if is_routing:
        query["mode"] = "routing"
    if intent.is_required:
        query["required"] = True
    if intent.is_operator:
        query["operator"] = True
    if intent.why:
        query["why"] = intent.why
    expected: dict[str, Any] = {"verdict": trace.verdict}
    if trace.verdict == "delivered":
        expected["forward"] = [hop.token for hop in trace.forward]
        expected["return"] = [hop.token for hop in trace.back]
    query["expect"] = expected
    return query


def problem_text(error: ValueError) -> str:
    """Return why an end was not understood, in the order people read: what, then what instead."""
    text = str(error)
    end, _, rest = text.partition(": ")
    word = {"from": "From", "to": "To"}.get(end)
    if word is None:
        return text
    found, comma, expected = rest.removeprefix("found ").partition(", expected ")
    return f"{word}: {found.strip(chr(39))} is not {expected}." if comma else f"{word}: {rest}"
