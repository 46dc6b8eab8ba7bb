"""Queries: compared key by key, never passed unanswered, never an exception."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.queries.comparison import matches
from aksdesigner.analysis.queries.runner import check, run_cases, run_document
from aksdesigner.model.document import Query
from tests.support.builders import hub_and_spoke

PATH = {"kind": "path", "from": "vm:app1", "to": "vm:app2"}


def ok(query: dict[str, Any], **options: Any) -> bool:
    return check(analyze(hub_and_spoke(2, **options)), query).ok


def test_only_the_expected_keys_of_a_path_are_looked_at() -> None:
    assert ok({**PATH, "expect": {"verdict": "delivered"}})
    assert ok({**PATH, "expect": {"forward": ["vm:app1", "fw:azfw", "vm:app2"]}})
    assert not ok({**PATH, "expect": {"forward": ["vm:app1", "vm:app2", "fw:azfw"]}})
    assert not ok({**PATH, "expect": {"verdict": "delivered", "reason": "no_host"}})
    assert not ok({**PATH, "expect": {"verdikt": "delivered"}})
    assert not ok({**PATH, "expect": ["delivered"]})


def test_a_path_without_expectation_is_a_flow_that_must_arrive() -> None:
    assert ok(PATH)
    assert not ok(PATH, forced=False)


@pytest.mark.parametrize(
    ("intent", "holds"),
    [
        ({"through": ["fw:azfw"]}, True),
        ({"through": "fw:other"}, False),
        ({"inspectedBy": "fw:azfw"}, True),
        ({"notThrough": ["fw:azfw"]}, False),
        ({"notThrough": ["gw:gw"]}, True),
        ({"not": True}, False),
        ({"not": {"verdict": "delivered"}}, False),
    ],
)
def test_intents(intent: dict[str, Any], holds: bool) -> None:
    assert ok({**PATH, **intent}) is holds
    if "not" in intent:
        assert ok({**PATH, **intent}, forced=False)


def test_a_forbidden_flow_that_is_not_computed_is_not_proven() -> None:
    assert not ok({**PATH, "not": True}, firewall={"unknown": {"policy": "a parameter"}})


def test_rows_are_a_complete_set() -> None:
    rows = [
        ["10.1.0.0/16", "VnetLocal", None, "Default", "Active"],
        ["10.0.0.0/16", "VNetPeering", None, "Default", "Active"],
        ["0.0.0.0/0", "Internet", None, "Default", "Invalid"],
        ["0.0.0.0/0", "VirtualAppliance", "10.0.1.4", "User", "Active"],
    ]
    query = {"kind": "effectiveRoutes", "subnet": "spoke1/app"}
    assert ok({**query, "expect": rows[::-1]})
    assert not ok({**query, "expect": rows[:-1]})
    assert not ok({**query, "expect": [*rows, ["10.9.0.0/16", "None", None, "User", "Active"]]})
    assert not ok({**query, "expect": "rows"})


def test_pairs_of_an_overlap_have_no_order_and_lists_of_them_no_rest() -> None:
    pair = {"rule": "O2", "with": ["b", "a"], "intersect": "10.0.0.0/8", "severity": "error"}
    actual = [{**pair, "with": ["a", "b"]}]
    assert matches("overlaps", [pair], actual)
    assert not matches("overlaps", [], actual)
    assert not matches("overlaps", [pair, pair], actual)
    assert not matches("overlaps", [{**pair, "severity": "info"}], actual)


def test_true_is_not_one() -> None:
    assert not matches("capacity", {"fits": 1}, {"fits": True})
    assert matches("capacity", {"podSubnet": {"need": 3}}, {"podSubnet": {"need": 3, "usable": 9}})


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "weather"},
        {"kind": None},
        {},
        {**PATH, "from": "vm:nobody"},
        {**PATH, "port": "many"},
        {**PATH, "to": 7},
        {"kind": "effectiveRoutes", "subnet": "spoke9/app", "expect": []},
        {"kind": "formula", "name": "magic", "expect": 1},
        {"kind": "formula", "name": "surge", "args": {"nodes": "x"}, "expect": 1},
        {"kind": "findings", "expectCodes": ["XYZ-99"]},
        {"kind": "findings", "expectNotCodes": ["XYZ-99"]},
        {**PATH, "peeringMode": "loose"},
    ],
)
def test_what_cannot_be_answered_fails_and_says_why(query: dict[str, Any]) -> None:
    result = check(analyze(hub_and_spoke(2)), query)
    assert not result.ok
    assert str(result.actual).startswith("not computed: ")


def test_nothing_is_claimed_absent_where_a_section_is_unread() -> None:
    more = {"unheardOf": [{"name": "r"}]}
    assert not ok({"kind": "findings", "expectNoErrorsExcept": []}, more=more)


def test_a_query_may_ask_under_the_other_peering_mode() -> None:
    closed = {"spoke_flags": {"allowForwardedTraffic": False}}
    assert not ok(PATH, **closed)
    assert ok({**PATH, "peeringMode": "serviceTagOnly"}, **closed)


def test_a_design_runs_its_own_queries() -> None:
    design = hub_and_spoke(2).replace(
        queries=(Query.model_validate(PATH), Query.model_validate({"kind": "nope"}))
    )
    (case,) = run_document(design)
    assert case.id is None
    assert [(result.index, result.kind, result.ok) for result in case.results] == [
        (0, "path", True),
        (1, "nope", False),
    ]
    assert case.failed == 1


def test_cases_bring_their_own_topology_and_settings() -> None:
    vnets = [
        {"name": n, "prefixes": [f"10.{i}.0.0/16"], "subnets": [{"name": "s"}]}
        for i, n in enumerate("ab")
    ]
    vnets[0]["region"] = "eastasia"
    topology = {"vnets": vnets, "peerings": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]}
    query = {"kind": "effectiveRoutes", "subnet": "a/s", "expect": []}
    (case,) = run_cases({"cases": [{"id": "X", "topology": topology, "queries": [query]}]})
    kinds = {row[1] for row in case.results[0].actual}
    assert "VNetGlobalPeering" in kinds
    settled = {"id": "X", "region": "eastasia", "topology": topology, "queries": [query]}
    (case,) = run_cases({"cases": [settled]})
    assert "VNetPeering" in {row[1] for row in case.results[0].actual}


def test_a_broken_topology_fails_every_query_of_its_case_and_no_other() -> None:
    broken = {"id": "B", "topology": {"vnets": [{"prefixes": ["x"]}]}, "queries": [PATH, PATH]}
    formula = {"kind": "formula", "name": "natGatewayPorts", "args": {"ips": 2}, "expect": 129024}
    good = {"id": "G", "topology": {}, "queries": [formula]}
    first, second, third = run_cases({"cases": [broken, good, "nonsense"]})
    assert [result.ok for result in first.results] == [False, False]
    assert "can't be read" in first.results[0].actual
    assert second.results[0].ok
    assert third.failed == 1
