"""The topology graph: what its nodes and edges say."""

from __future__ import annotations

import networkx
import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.graph import dependents, reachable
from tests.support.builders import hub_and_spoke


def edges(kind: str) -> set[tuple[str, str]]:
    graph = analyze(hub_and_spoke(2, gateway="Vpn")).graph
    return {(a, b) for a, b, data in graph.edges(data=True) if data["type"] == kind}


def test_what_contains_what() -> None:
    assert {
        ("vnet:spoke1", "subnet:spoke1/app"),
        ("subnet:spoke1/app", "vm:app1"),
        ("subnet:hub/AzureFirewallSubnet", "fw:azfw"),
        ("subnet:hub/GatewaySubnet", "gw:gw"),
    } <= edges("contains")


def test_what_refers_to_peers_with_and_forwards_to_what() -> None:
    assert ("subnet:spoke1/app", "rt:rt") in edges("references")
    assert {("vnet:hub", "vnet:spoke1"), ("vnet:spoke1", "vnet:hub")} <= edges("peers")
    assert edges("forwards") == {
        ("subnet:spoke1/app", "fw:azfw"),
        ("subnet:spoke2/app", "fw:azfw"),
    }


def test_who_depends_on_a_resource() -> None:
    graph = analyze(hub_and_spoke(2)).graph
    assert {"subnet:spoke1/app", "vnet:spoke1"} <= dependents(graph, "rt:rt")
    assert "fw:azfw" in reachable(graph, "vnet:spoke1", ("contains", "forwards"))
    assert reachable(graph, "vnet:nowhere", ("contains",)) == frozenset()


def test_the_shared_graph_cannot_be_changed() -> None:
    with pytest.raises(networkx.NetworkXError):
        analyze(hub_and_spoke(1)).graph.add_node("x")
