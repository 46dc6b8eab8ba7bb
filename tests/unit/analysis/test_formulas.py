"""The arithmetic against numbers quoted by Azure's pages, and its refusals."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.analysis.facts.formulas import FORMULAS, FormulaError, formula
from tests.support.shared import SHARED, needs_shared


@needs_shared
def test_every_formula_of_the_golden_cases():
    cases = yaml.safe_load((SHARED / "golden" / "golden-cases.yaml").read_text())["cases"]
    asked = [q for case in cases for q in case["queries"] if q["kind"] == "formula"]
    assert len(asked) > 40
    for query in asked:
        assert FORMULAS[query["name"]](**query["args"]) == query["expect"], query


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("usableAddresses", {"prefixLength": 30}, 0),
        ("usableAddresses", {"prefixLength": 22}, 1019),
        ("nodeSubnetMaxNodes", {"prefixLength": 22, "maxPods": 30}, 32),
        ("overlayMaxNodes", {"prefixLength": 12}, 4096),
        ("overlayMaxNodes", {"prefixLength": 25}, 0),
        ("dynamicAllocation", {"pods": 30, "maximum": 32}, 32),
        ("surge", {"nodes": 0, "maxSurge": "33%"}, 0),
        ("surge", {"nodes": 5, "maxSurge": 0, "maxUnavailable": 1}, 0),
        ("surge", {"nodes": 200, "maxSurge": "33%"}, 66),
        ("lbAutomaticPorts", {"nodes": 1500}, 32),
        ("lbAutomaticPorts", {"nodes": 50}, 1024),
        ("lbAutomaticPorts", {"nodes": 51}, 512),
        ("applicationGatewayAddresses", {"instances": 10}, 15),
    ],
)
def test_values(name, arguments, expected):
    assert FORMULAS[name](**arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("usableAddresses", {"prefixLength": 33}, "found 33, expected 0 to 32"),
        ("usableAddresses", {"length": 24}, "unknown argument 'length'"),
        ("usableAddresses", {}, "'prefixLength' is missing"),
        ("usableAddresses", {"prefixLength": "24"}, "expected a whole number"),
        ("usableAddresses", {"prefixLength": True}, "expected a whole number"),
        ("registryEndpointIps", {"replicas": 1, "regionalEndpoints": 1}, "true or false"),
        ("surge", {"nodes": 3, "maxSurge": "many"}, "expected a count or a percentage"),
        ("surge", {"nodes": -3}, "nodes: found -3"),
        ("lbMaxNodes", {"ports": 0, "ips": 1}, "expected 1 to 64000"),
        ("natGatewayPorts", {"ips": 17}, "expected 1 to 16"),
        ("firewallPorts", {"ips": 1, "instances": 1}, "expected at least 2"),
        ("staticBlocks", {"maxPods": 0}, "expected at least 1"),
    ],
)
def test_refusals_say_what_was_found(name, arguments, says):
    with pytest.raises(FormulaError, match=says):
        FORMULAS[name](**arguments)


def test_an_unknown_formula_names_the_known_ones():
    with pytest.raises(FormulaError, match="usableAddresses"):
        formula("nonsense")


@given(st.integers(0, 5000), st.integers(0, 300))
def test_surge_never_exceeds_the_nodes_to_upgrade(nodes, percent):
    extra = FORMULAS["surge"](nodes=nodes, maxSurge=f"{percent}%")
    assert 0 <= extra <= nodes
    assert extra == min(nodes, -(-percent * nodes // 100))


@given(st.integers(1, 250))
def test_static_blocks_hold_the_pods_and_waste_less_than_one_block(max_pods):
    blocks = FORMULAS["staticBlocks"](maxPods=max_pods)
    waste = FORMULAS["staticWaste"](maxPods=max_pods)
    assert blocks * 16 == max_pods + 1 + waste
    assert 0 <= waste < 16
