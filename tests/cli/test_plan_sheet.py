"""aksdesigner plan SHEET: the practice exercise, what can't be planned, what can't be read."""

from __future__ import annotations

from pathlib import Path

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.address import Cidr
from aksdesigner.store.design_file import read_design
from tests.support.program import Program

SHEET = Path(__file__).parents[1] / "support" / "sheets" / "practice.yaml"

SMALL = """
plan: 1
spaces: {networks: [10.0.0.0/24]}
regions:
- name: westeurope
  spokes:
  - name: spoke
    clusters:
    - name: aks
      pools: [{name: system, mode: System, maxNodes: 100}]
"""


def test_the_practice_exercise_goes_from_its_sheet_to_a_design(
    program: Program, tmp_path: Path
) -> None:
    target = tmp_path / "practice.aksd"
    answer = program("plan", str(SHEET), "-o", str(target))
    assert answer.status == 0, answer.err
    for text in (  # the figures of the exercise
        "+ 5 reserved by Azure = 615",
        "-> /22 (1,024); /23 (512) is too small",
        "400 + 5 reserved by Azure = 405: /23 (512) would do",
        "= 610 nodes, one /24 each -> /14 (1,024 blocks); /15 has 512 and is too small",
        "/16 has 256 and cannot even hold 300 nodes",
        "300 nodes + 100 surge (system 2, api 60, batch 28, kafka 10) + 180 blue/green (api)",
        "+ 30 emergency (10 %)",
    ):
        assert text in answer.out
    document = read_design(target).document
    analysis = analyze(document)
    assert [f.message for f in analysis.findings if f.severity == "error"] == []
    assert analysis.overlaps == ()
    assert [vnet.prefixes[0].length for vnet in document.topology.vnets] == [20, 16, 20, 16]
    assert all(c.outbound_type == "userDefinedRouting" for c in document.topology.aks_clusters)


def test_egress_of_the_practice_exercise_is_forced_and_symmetric(
    program: Program, tmp_path: Path
) -> None:
    target = tmp_path / "practice.aksd"
    assert program("plan", str(SHEET), "-o", str(target)).status == 0
    analysis = analyze(read_design(target).document)
    out = analysis.trace("subnet:spoke-sea/snet-aks-sea-nodes", "internet:198.51.100.1")
    assert "fw:afw-hub-sea" in [hop.token for hop in out.forward]
    assert out.verdict == "delivered"
    across = analysis.trace(
        "subnet:spoke-sea/snet-aks-sea-nodes", "subnet:spoke-ea/snet-aks-ea-nodes"
    )
    assert across.verdict == "delivered"
    assert [hop.token for hop in across.forward if hop.token.startswith("fw:")] == [
        "fw:afw-hub-sea",
        "fw:afw-hub-ea",
    ]
    assert [hop.token for hop in across.back if hop.token.startswith("fw:")] == [
        "fw:afw-hub-ea",
        "fw:afw-hub-sea",
    ]


def test_a_plan_as_json(program: Program) -> None:
    data = program("plan", str(SHEET), "--json").data
    assert data["feasible"] is True
    rows = {row["key"]: row for row in data["ranges"]}
    pods = [Cidr.parse(row["prefix"]) for row in rows.values() if row["kind"] == "pods"]
    assert [cidr.length for cidr in pods] == [14, 14]
    assert not pods[0].overlaps(pods[1])
    assert rows["services"]["dnsServiceIp"] == "172.20.0.10"
    nodes = rows["spoke-sea/snet-aks-sea-nodes"]
    assert (Cidr.parse(nodes["prefix"]).length, Cidr.parse(nodes["heldForGrowth"]).length) == (
        22,
        21,
    )


def test_what_does_not_fit_is_proved(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "small.yaml"
    sheet.write_text(SMALL, encoding="utf-8")
    target = tmp_path / "small.aksd"
    answer = program("plan", str(sheet), "-o", str(target), "--json")
    assert answer.status == 1
    assert answer.data["feasible"] is False
    assert answer.data["relax"] == ["spoke"]
    # 100 nodes, 33 surge, one API server: a /24 for nodes, doubled for growth of subnet and network
    assert answer.data["proof"] == {"length": 22, "asked": 1, "free": 0, "demands": ["spoke"]}
    assert not target.exists()
    sheet.write_text(SMALL.replace("10.0.0.0/24", "10.0.0.0/22"), encoding="utf-8")
    assert program("plan", str(sheet)).status == 0


def test_what_can_not_be_read_is_told_with_place_found_and_expected(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "bad.yaml"
    for old, new, said in (
        ("maxNodes: 100", "maxnodes: 100", "did you mean 'maxNodes'?"),
        ("maxNodes: 100", "maxNodes: many", "regions[0].spokes[0].clusters[0].pools[0].maxNodes"),
        ("[10.0.0.0/24]", "[10.0.0.7/24]", "found '10.0.0.7/24', expected '10.0.0.0/24'"),
        ("plan: 1", "plan: 7", "plan: found 7, expected 1"),
        ("name: aks\n", "name: aks/x\n", "clusters[0].name"),
    ):
        sheet.write_text(SMALL.replace(old, new), encoding="utf-8")
        answer = program("plan", str(sheet))
        assert (answer.status, answer.out) == (2, "")
        assert said in answer.err
    assert program("plan", str(tmp_path / "nothing.yaml")).status == 2
