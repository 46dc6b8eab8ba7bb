"""DNS-04: the network reaches its DNS server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.paths import cures

CODE = "DNS-04"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Follow the reason of the trace to port 53; of several servers, else ask the others alone."""
    key = finding.resources[0]
    home = str(finding.evidence["subnet"])
    server = str(finding.evidence["server"])
    try:
        trace = analysis.trace(f"subnet:{label_of(home)}", server, port=53, protocol="udp")
    except QueryError:
        return
    yield from cures(analysis, trace)
    vnet = analysis.document.topology.index.at(key)
    others = [str(ip) for ip in getattr(vnet, "dns_servers", ()) if str(ip) != server]
    if isinstance(vnet, VirtualNetwork) and others:
        title = f"Ask {' and '.join(others)} alone"
        yield candidate(title, SetField(key, "dns_servers", others))
