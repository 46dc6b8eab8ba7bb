"""Hover: the few lines that a box says of itself when the pointer rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.present.inspector import text_of

MOST_FINDINGS = 2
MOST_TEXT = 110


def hover_lines(document: Document, analysis: Analysis, key: Key) -> tuple[str, ...]:
    """Return what to say of a resource: name and kind, addresses, the way out, what is wrong.

    Nothing for what the design does not have (a region's frame, a pod range).
    """
    entry = document.topology.index.by_key.get(key)
    if entry is None:
        return ()
    name = split_key(entry.key)[1].rpartition("/")[2]
    lines = [f"{name} · {entry.resource.title}"]
    if isinstance(entry.resource, Subnet):
        lines += _subnet(analysis, entry.key, entry.resource)
    elif isinstance(entry.resource, VirtualNetwork):
        lines += _network(analysis, entry.key, entry.resource)
    else:
        own = (*getattr(entry.resource, "ips", ()), getattr(entry.resource, "ip", None))
        lines.append(text_of(tuple(address for address in own if address is not None)))
    lines += _findings(document, analysis, entry.key)
    return tuple(line for line in lines if line)


def _subnet(analysis: Analysis, key: Key, subnet: Subnet) -> Iterator[str]:
    yield text_of(subnet.prefixes)
    if subnet.prefixes:
        fill = analysis.capacity(key)
        free = max(0, fill.usable - fill.today)
        yield f"{fill.today:,} used, {free:,} free of {fill.usable:,} usable"
    routes = analysis.routes(key)
    default = next((r for r in routes if _is_way_out(r)), None)
    if default is not None:
        hops = " ".join(map(str, default.next_hop_ips))
        yield f"0.0.0.0/0 to {default.next_hop_type} {hops}".rstrip()


def _is_way_out(route: EffectiveRoute) -> bool:
    is_used = route.state == "Active" and not route.suppressed
    return is_used and str(route.prefix) == "0.0.0.0/0"


def _network(analysis: Analysis, key: Key, network: VirtualNetwork) -> Iterator[str]:
    yield text_of(network.prefixes)
    space = sum(prefix.size for prefix in network.prefixes if prefix.version == 4)
    given = sum(p.size for s in network.subnets for p in s.prefixes if p.version == 4)
    if space:
        count = len(network.subnets)
        word = "subnet" if count == 1 else "subnets"
        yield f"{given:,} of {space:,} addresses in {count} {word}"
    name = split_key(key)[1]
    full = [
        subnet.name
        for subnet in network.subnets
        if subnet.prefixes and not analysis.capacity(key_of("subnet", f"{name}/{subnet.name}")).fits
    ]
    if full:
        yield f"Too small: {', '.join(full)}"


def _findings(document: Document, analysis: Analysis, key: Key) -> Iterator[str]:
    found = [f for f in open_findings(document, analysis.findings) if key in f.resources]
    for finding in found[:MOST_FINDINGS]:
        text = finding.message
        yield f"{finding.code} {text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + '…'}"
    if len(found) > MOST_FINDINGS:
        yield f"and {len(found) - MOST_FINDINGS} more"
