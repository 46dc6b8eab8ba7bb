"""The drawing and what was read from code, compared by what the engine says of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.reach.matrix import Port
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.references import dangling
from aksdesigner.workspace.verify.difference import Difference

# what is asked of every pair of ends, there and back
PORTS = (Port(443, "tcp"), Port(53, "udp"), Port(22, "tcp"))
NOTHING = "nothing"


def network_differences(drawn: Document, written: Document) -> Iterator[Difference]:
    """Yield effective routes, paths and findings that differ between two designs."""
    lost = dangling(written.topology)
    if lost:
        names = ", ".join(dict.fromkeys(use.target for use in lost))
        yield Difference("", "network", "", f"not compared: {names} is named and not written")
        return
    one, other = analyze(drawn), analyze(written)
    yield from _compared("effective route", _routes(one), _routes(other))
    yield from _compared("path", _paths(one), _paths(other))
    yield from _compared("finding", _findings(one), _findings(other))


def _compared(what: str, one: dict[Any, str], other: dict[Any, str]) -> Iterator[Difference]:
    for key in dict.fromkeys((*one, *other)):
        drawn, written = one.get(key, NOTHING), other.get(key, NOTHING)
        if drawn != written:
            resource, about = key
            yield Difference(resource, f"{what} {about}".rstrip(), drawn, written)


def _routes(analysis: Analysis) -> dict[Any, str]:
    out = {}
    for key, _ in analysis.document.topology.index.of_kind(Subnet):
        for number, route in enumerate(analysis.routes(key)):
            hops = ", ".join(str(ip) for ip in route.next_hop_ips)
            words = (route.next_hop_type, hops, route.source, route.state, route.name or "")
            out[key, f"{route.prefix} ({number})"] = " ".join(word for word in words if word)
    return out


def _paths(analysis: Analysis) -> dict[Any, str]:
    """Return what becomes of packets between all ends, by group of alike ones."""
    out = {}
    for row in analysis.matrix(PORTS):
        sides = f"{' '.join(row.source.members)} to {' '.join(row.target.members)}"
        for port, found in ((None, row.routing), *row.ports):
            chain = f"{' '.join(found.forward)} | {' '.join(found.back)}"
            place = "the same network" if row.within else "networks apart"
            about = f"{sides} {port or 'by routing'} ({place})"
            words = (found.verdict, found.leg or "", found.reason or "", found.device or "", chain)
            out["", about] = " ".join(word for word in words if word)
    return out


def _findings(analysis: Analysis) -> dict[Any, str]:
    out: dict[Any, str] = {}
    for finding in analysis.findings:
        key = (finding.resources[0] if finding.resources else "", finding.code)
        out[key] = f"{out[key]} {finding.message}" if key in out else finding.message
    return out
