"""aksdesigner plan formula: the engine's own functions by name and arguments."""

from __future__ import annotations

from aksdesigner.analysis.facts.formulas import FORMULAS
from tests.support.program import Program


def test_a_formula_is_computed(program: Program) -> None:
    arguments = ("nodes=50", "maxPods=30", "surge=1")
    assert program("plan", "formula", "nodeSubnetNeed", *arguments).out == "1581\n"
    data = program("plan", "formula", "surge", "nodes=10", "maxSurge=33%", "--format", "json").data
    assert data == {"name": "surge", "args": {"nodes": 10, "maxSurge": "33%"}, "answer": 4}
    flag = ("replicas=3", "regionalEndpoints=true")
    assert program("plan", "formula", "registryEndpointIps", *flag).out == "7\n"


def test_every_formula_is_listed(program: Program) -> None:
    rows = program("plan", "formula", "--format", "json").data["formulas"]
    assert [row["name"] for row in rows] == list(FORMULAS)
    assert "usableAddresses prefixLength=" in program("plan", "formula").out


def test_what_cannot_be_computed_is_refused(program: Program) -> None:
    for call, said in (
        (("nonsense",), "unknown formula 'nonsense'"),
        (("usableAddresses",), "argument 'prefixLength' is missing"),
        (("usableAddresses", "prefixLength=99"), "expected 0 to 32"),
        (("usableAddresses", "24"), "expected KEY=VALUE"),
    ):
        answer = program("plan", "formula", *call)
        assert (answer.status, answer.out) == (2, "")
        assert said in answer.err
