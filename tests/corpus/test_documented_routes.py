"""Effective-route tables that documents print, against the engine's (reference corpus)."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import EffectiveRoute, Trace
from aksdesigner.model.document import Document
from tests.corpus.documented import Case, Row, case, rows_of
from tests.support.shared import needs_shared
from tests.unit.analysis.asking import trace

UDR_PAGE = "e01-msdocs-udr-overview-routing-example"
COEXISTENCE = "e08-expressroute-vpn-coexistence"
TABLES = {UDR_PAGE: 2, COEXISTENCE: 2}
# the ranges of step 4: a page may leave their None rows out
DROPPED = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}


def as_row(route: EffectiveRoute) -> Row:
    hop = str(route.next_hop_ips[0]) if route.next_hop_ips else None
    return Row(str(route.prefix), route.next_hop_type, hop, route.state)


def test_a_documented_row_is_read() -> None:
    assert rows_of("Active User 10.0.0.0/16 VirtualAppliance 10.0.100.4") == [
        Row("10.0.0.0/16", "VirtualAppliance", "10.0.100.4", "Active")
    ]
    several = rows_of("Active VirtualNetworkGateway 10.2.0.0/20 and 10.3.0.0/20, four next hops")
    assert [row.prefix for row in several] == ["10.2.0.0/20", "10.3.0.0/20"]
    assert {row.kind for row in several} == {"VirtualNetworkGateway"}
    assert rows_of("Invalid Default 10.1.0.0/16 VNetPeering")[0].state == "Invalid"


@needs_shared
@pytest.mark.parametrize("name", TABLES)
def test_every_documented_row_is_ours_and_more_are_dropped_ranges_only(name: str) -> None:
    found = case(name)
    analysis = analyze(found.design)
    assert len(found.tables) == TABLES[name]
    for subnet, documented in found.tables.items():
        ours = {as_row(route) for route in analysis.routes(f"subnet:{subnet}")}
        assert documented
        assert set(documented) - ours == set(), subnet
        more = ours - set(documented)
        assert all(row.kind == "None" and row.prefix in DROPPED for row in more), (subnet, more)


def _with_hosts(found: Case) -> Document:
    """Return the design with a machine at each private destination of the paths."""
    topology = found.design.topology
    vms = []
    for path in found.paths:
        for end in (path["from"], path["to"]):
            vms += [vm for vm in _host(found, str(end)) if vm not in vms]
    merged = found.design.topology.with_changes(vms=vms)
    assert len(merged.vnets) == len(topology.vnets)
    return found.design.replace(topology=merged)


def _host(found: Case, text: str) -> list[dict[str, Any]]:
    address = text.split(" ")[0]
    if not address[0].isdigit():
        return []
    return [
        {"name": f"at-{address}", "vnet": vnet.name, "subnet": subnet.name, "ip": address}
        for vnet in found.design.topology.vnets
        for subnet in vnet.subnets
        for prefix in subnet.prefixes
        if str(prefix).rpartition(".")[0] == address.rpartition(".")[0]
    ]


def _end(found: Case, text: str) -> str:
    """Return how a question names an end of a documented path."""
    address = text.split(" ")[0]
    if text == "Internet":
        return "203.0.113.10"
    if text == "Azure Storage":
        return "tag:Storage"
    if address[0].isdigit():
        return f"vm:at-{address}" if _host(found, text) else address
    vnet = next(v for v in found.design.topology.vnets if text in {s.name for s in v.subnets})
    return f"subnet:{vnet.name}/{text}"


def _agrees(text: str, answer: Trace) -> bool:
    there = [hop.token for hop in answer.forward]
    through = any(token.startswith("nva:") for token in there)
    if text.startswith("via NVA"):
        return through  # how the appliance itself goes on, the page leaves open
    if "asymmetric" in text:
        return answer.verdict == "asymmetric"
    if "reply is dropped" in text:
        return (answer.verdict, answer.leg) == ("dropped", "return")
    if text.startswith("dropped by User route None"):
        return (answer.verdict, answer.leg, answer.reason) == (
            *("dropped", "forward"),
            "next_hop_none",
        )
    if "service endpoint" in text:
        return answer.verdict == "delivered" and there[-1] == "service:Storage" and not through
    assert text.startswith("direct"), text
    return answer.verdict == "delivered" and not through


@needs_shared
def test_the_documented_paths() -> None:
    found = case(UDR_PAGE)
    design = _with_hosts(found)
    assert len(found.paths) >= 9
    for path in found.paths:
        answer = trace(design, _end(found, path["from"]), _end(found, path["to"]))
        assert _agrees(path["verdict"], answer), (path, answer.verdict, answer.sentence)
