"""The overlap matrix, row by row, and against the golden cases."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import clashing, overlaps_of
from aksdesigner.analysis.facts.ranges import OwnedRange
from aksdesigner.model.address import Cidr
from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document, read_topology
from tests.support.shared import SHARED, needs_shared

Row = tuple[str, frozenset[str], str, str]


def rows_of(topology: dict[str, Any], **document: Any) -> set[Row]:
    data = {"aksdesigner": 1, "topology": topology, **document}
    found = overlaps_of(Facts(read_document(data).document))
    rows = [(o.rule, frozenset(o.sides), str(o.intersect), o.severity) for o in found]
    assert len(rows) == len(set(rows))
    return set(rows)


def vnet(name: str, prefix: str, **subnets: str) -> dict[str, Any]:
    inside = [{"name": key, "prefix": value} for key, value in subnets.items()]
    return {"name": name, "prefixes": [prefix], "subnets": inside}


def both(a: str, b: str, **flags: bool) -> list[dict[str, Any]]:
    return [{"from": a, "to": b, **flags}, {"from": b, "to": a}]


def cluster(**fields: Any) -> dict[str, Any]:
    ranges = {"podCidr": "100.64.0.0/16", "serviceCidr": "172.29.0.0/16"}
    return {"name": "aks1", "vnet": "spoke", **ranges, **fields}


def row(rule: str, a: str, b: str, shared: str, severity: str) -> Row:
    return rule, frozenset((a, b)), shared, severity


@needs_shared
def test_golden_cases() -> None:
    cases = yaml.safe_load((SHARED / "golden" / "golden-cases.yaml").read_text())["cases"]
    asked = [(c, q) for c in cases for q in c["queries"] if q["kind"] == "overlaps"]
    assert len(asked) >= 8
    for case, query in asked:
        facts = Facts(new_document().replace(topology=read_topology(case["topology"])))
        found = {
            (o.rule, frozenset(o.sides), str(o.intersect), o.severity) for o in overlaps_of(facts)
        }
        expected = {
            (e["rule"], frozenset(e["with"]), e["intersect"], e["severity"])
            for e in query["expect"]
        }
        assert found == expected, case["id"]


def test_subnets_of_one_network() -> None:
    found = rows_of({"vnets": [vnet("v", "10.0.0.0/16", a="10.0.0.0/23", b="10.0.1.0/24")]})
    assert found == {
        row("O1", "subnet v/a 10.0.0.0/23", "subnet v/b 10.0.1.0/24", "10.0.1.0/24", "error")
    }


def test_networks_by_how_they_are_connected() -> None:
    nets = [vnet("hub", "10.9.0.0/16"), vnet("a", "10.0.0.0/16"), vnet("b", "10.0.128.0/17")]
    pair = ("vnet a 10.0.0.0/16", "vnet b 10.0.128.0/17", "10.0.128.0/17")
    assert rows_of({"vnets": nets}) == {row("O5", *pair, "info")}
    one_half = [{"from": "a", "to": "b"}]
    assert rows_of({"vnets": nets, "peerings": one_half}) == {row("O2", *pair, "error")}
    around = both("hub", "a") + both("hub", "b")
    assert rows_of({"vnets": nets, "peerings": around}) == {row("O3", *pair, "error")}


def onprem(prefixes: list[str], **flags: bool) -> dict[str, Any]:
    return {
        "vnets": [
            vnet("hub", "10.0.0.0/16", GatewaySubnet="10.0.0.0/27"),
            vnet("spoke", "10.1.0.0/16"),
        ],
        "peerings": [
            {"from": "hub", "to": "spoke", "allowGatewayTransit": True},
            {"from": "spoke", "to": "hub", "useRemoteGateways": flags.get("transit", True)},
        ],
        "gateways": [{"name": "gw", "vnet": "hub", "connections": [{"site": "dc"}]}],
        "onPrem": [{"name": "dc", "prefixes": prefixes}],
    }


def test_onprem_equal_inside_summary_and_default() -> None:
    found = rows_of(onprem(["10.1.0.0/16", "10.1.4.0/24", "10.0.0.0/8", "0.0.0.0/0"]))
    spoke = "vnet spoke 10.1.0.0/16"
    assert found == {
        row("O4", spoke, "onprem dc 10.1.0.0/16", "10.1.0.0/16", "error"),
        row("O4", spoke, "onprem dc 10.1.4.0/24", "10.1.4.0/24", "error"),
        row("O4", spoke, "onprem dc 10.0.0.0/8", "10.1.0.0/16", "warning"),
        row("O4", "vnet hub 10.0.0.0/16", "onprem dc 10.0.0.0/8", "10.0.0.0/16", "warning"),
    }


def test_a_network_without_transit_does_not_learn() -> None:
    assert rows_of(onprem(["10.1.0.0/16"], transit=False)) == set()


def test_service_range_rows() -> None:
    spoke = vnet("spoke", "10.1.0.0/16", nodes="10.1.0.0/24")
    found = rows_of({"vnets": [spoke], "aksClusters": [cluster(serviceCidr="10.1.0.0/20")]})
    assert {r[0] for r in found} == {"O7"}
    found = rows_of({"vnets": [spoke], "aksClusters": [cluster(serviceCidr="10.1.128.0/20")]})
    assert {(r[0], r[3]) for r in found} == {("O8", "warning")}
    found = rows_of({"vnets": [spoke], "aksClusters": [cluster(serviceCidr="172.28.0.0/14")]})
    assert {(r[0], r[2]) for r in found} == {("O6", "172.30.0.0/16"), ("O6", "172.31.0.0/16")}


@pytest.mark.parametrize("mode", ["overlay", "kubenet", "byo"])
def test_pod_range_rows(mode: str) -> None:
    spoke = vnet("spoke", "10.1.0.0/16", nodes="10.1.0.0/24")
    other = vnet("other", "10.2.0.0/16")
    topology = {"vnets": [spoke, other], "peerings": both("spoke", "other")}
    aks = cluster(cniMode=mode, podCidr="10.0.0.0/14")
    found = rows_of({**topology, "aksClusters": [aks]})
    assert {(r[0], r[2], r[3]) for r in found} == {
        ("O12", "10.1.0.0/16", "error"),
        ("O13", "10.2.0.0/16", "error"),
    }
    aks = cluster(cniMode=mode, podCidr="172.16.0.0/12")
    assert {r[0] for r in rows_of({**topology, "aksClusters": [aks]})} == {"O10", "O11"}


@pytest.mark.parametrize("mode", ["nodeSubnet", "podSubnetDynamic", "podSubnetStatic"])
def test_flat_modes_ignore_a_pod_range(mode: str) -> None:
    spoke = vnet("spoke", "10.1.0.0/16", nodes="10.1.0.0/24")
    aks = cluster(cniMode=mode, podCidr="10.1.0.0/16")
    assert rows_of({"vnets": [spoke], "aksClusters": [aks]}) == set()


def test_defaults_count_where_nothing_is_said() -> None:
    spoke = vnet("spoke", "10.0.0.0/8", nodes="10.0.0.0/24")
    aks = {"name": "aks1", "vnet": "spoke"}
    found = rows_of({"vnets": [spoke], "aksClusters": [aks]})
    assert {(r[0], r[2]) for r in found} == {("O7", "10.0.0.0/24"), ("O12", "10.244.0.0/16")}


def test_pod_ranges_of_two_clusters() -> None:
    spoke = vnet("spoke", "10.1.0.0/16", nodes="10.1.0.0/24")
    for mode, expected in (("overlay", set()), ("kubenet", {"O14"}), ("byo", {"O14"})):
        pair = [cluster(cniMode=mode), {**cluster(cniMode=mode), "name": "aks2"}]
        found = rows_of({"vnets": [spoke], "aksClusters": pair})
        assert {r[0] for r in found} == expected, mode


def test_declared_ranges_until_they_are_connected() -> None:
    spoke = vnet("spoke", "10.1.0.0/16", nodes="10.1.0.0/24")
    topology = {"vnets": [spoke], "aksClusters": [cluster()]}
    entry = {"prefix": "100.64.0.0/10", "owner": "branches"}
    found = rows_of(topology, registry=[entry])
    assert found == {
        row(
            "O16",
            "aks1 podCidr 100.64.0.0/16",
            "registry 100.64.0.0/10",
            "100.64.0.0/16",
            "warning",
        )
    }
    assert rows_of(topology, registry=[{**entry, "owner": "aks1"}]) == set()


def test_host_bits_do_not_hide_an_overlap() -> None:
    found = rows_of({"vnets": [vnet("v", "10.0.0.0/16", a="10.0.0.0/24", b="10.0.0.200/25")]})
    assert {r[2] for r in found} == {"10.0.0.128/25"}


BLOCKS = st.builds(
    lambda value, length: Cidr(value << 20, length), st.integers(0, 63), st.integers(4, 16)
)


@given(st.lists(BLOCKS, max_size=12))
def test_the_walk_finds_what_comparing_all_pairs_finds(blocks: list[Cidr]) -> None:
    ranges = [OwnedRange(f"r{i}", block) for i, block in enumerate(blocks)]
    naive = [
        (a.text, b.text)
        for i, a in enumerate(ranges)
        for b in ranges[i + 1 :]
        if a.cidr.overlaps(b.cidr)
    ]
    assert [(a.text, b.text) for a, b in clashing(ranges)] == naive
