"""RTE-09: one of the routes that send the packet round leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Finding, Hop
from aksdesigner.edit.route import RemoveRoute, SetRoute
from aksdesigner.model.address import Address, AddressError, is_private
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-09"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Let the last device of the circle send the packet out, or take its route away."""
    source, destination = finding.evidence["source"], finding.evidence["destination"]
    try:
        trace = analysis.trace(str(source), str(destination))
    except QueryError:
        return
    devices = set(finding.evidence["devices"])
    hops = [hop for hop in trace.forward if hop.token in devices or f"{hop.key}" in devices]
    tables = [(hop, table) for hop in reversed(hops) if (table := _table(analysis, hop))]
    for hop, table in tables:
        if hop.route is not None and _is_public(str(destination)):
            title = f"Send {hop.route.prefix} of {table.partition(':')[2]} to the Internet"
            yield candidate(title, SetRoute(table, str(hop.route.prefix), "Internet"))
    for hop, table in tables:
        if hop.route is not None and hop.route.name is not None:
            title = f"Remove route {hop.route.name} of {table.partition(':')[2]}"
            yield candidate(title, RemoveRoute(table, hop.route.name))


def _table(analysis: Analysis, hop: Hop) -> Key | None:
    """Return the route table whose route sent the packet on from a hop, or None."""
    subnet = analysis.document.topology.index.at(hop.subnet or "")
    is_user = hop.route is not None and hop.route.source == "User"
    if not isinstance(subnet, Subnet) or subnet.route_table is None or not is_user:
        return None
    return key_of("rt", subnet.route_table)


def _is_public(text: str) -> bool:
    try:
        return not is_private(Address.parse(text))
    except AddressError:
        return False
