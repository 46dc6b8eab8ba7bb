"""aksdesigner accept: what somebody decided to live with, and when that ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program, sample

ANTI = sample("seed-anti-example")
Write = Callable[..., Path]
WHO = ("--reason", "legacy estate", "--by", "network team")


@pytest.fixture
def anti(tmp_path: Path) -> Path:
    path = tmp_path / "anti.aksd"
    path.write_bytes(ANTI.read_bytes())
    return path


def by_code(program: Program, file: Path, *options: str) -> dict[str, Any]:
    data = program("check", file, "--format", "json", "--no-fixes", *options).data
    return {finding["code"]: finding for finding in data["findings"]}


def test_an_accepted_finding_is_shown_apart_and_no_longer_counts(
    program: Program, anti: Path
) -> None:
    for code, subject in (
        ("ADR-11", "aks-anti"),
        ("CAP-01", "small/nodes"),
        ("cap-03", "subnet:small/nodes"),
    ):
        answer = program("accept", anti, code, subject, *WHO)
        assert answer.status == 0, answer.err
        assert answer.err == f"{anti}: written\n"
    answer = program("check", anti)
    assert answer.status == 0
    assert "accepted by network team: legacy estate" in answer.out
    assert answer.out.splitlines()[-1].endswith("3 accepted")
    heads = [line.split()[0] for line in answer.out.splitlines()[1:] if line[:1].isalpha()]
    assert heads[-3:] == ["accepted"] * 3  # behind what is open
    data = program("check", anti, "--format", "json", "--no-fixes").data
    assert data["summary"]["error"] == 0
    assert data["findings"][-1]["accepted"]["by"] == "network team"
    entry = json.loads(anti.read_text(encoding="utf-8"))["accepted"][0]
    assert entry == {
        "rule": "ADR-11",
        "subject": "aks:aks-anti",
        "reason": "legacy estate",
        "by": "network team",
    }


def test_after_its_last_day_it_is_open_again_and_that_is_said(program: Program, anti: Path) -> None:
    answer = program("accept", anti, "ADR-11", "aks-anti", *WHO, "--until", "2099-06-30")
    assert answer.status == 0
    assert by_code(program, anti, "--as-of", "2099-06-30")["ADR-11"]["accepted"]["until"]
    assert by_code(program, anti, "--as-of", "2099-07-01")["ADR-11"]["accepted"] is None
    late = program("check", anti, "--as-of", "2099-07-01")
    assert "acceptance of ADR-11 about aks-anti by network team ended on 2099-06-30" in late.err
    assert late.status == 1
    data = program("check", anti, "--as-of", "2099-07-01", "--format", "json", "--no-fixes").data
    assert [entry["rule"] for entry in data["expired"]] == ["ADR-11"]


def test_it_is_taken_back(program: Program, anti: Path) -> None:
    before = anti.read_bytes()
    program("accept", anti, "ADR-11", "aks-anti", *WHO)
    assert program("accept", anti, "ADR-11", "aks-anti", "--remove").status == 0
    assert by_code(program, anti)["ADR-11"]["accepted"] is None
    assert json.loads(anti.read_bytes()) == json.loads(before)
    answer = program("accept", anti, "ADR-11", "aks-anti", "--remove")
    assert answer.status == 2
    assert "is not accepted" in answer.err


def test_an_acceptance_that_nobody_needs_is_said_with_verbose(program: Program, anti: Path) -> None:
    program("accept", anti, "ADR-11", "aks-anti", *WHO)
    program("fix", anti, "ADR-11")  # accepted: left alone
    assert by_code(program, anti)["ADR-11"]["accepted"] is not None
    plain = json.loads(anti.read_text(encoding="utf-8"))
    plain["topology"]["aksClusters"][0]["serviceCidr"] = "172.29.0.0/16"
    plain["topology"]["aksClusters"][0]["dnsServiceIp"] = "172.29.0.10"
    anti.write_text(json.dumps(plain), encoding="utf-8")
    assert "covers no finding" in program("check", anti, "--verbose").err
    assert "covers no finding" not in program("check", anti).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ADR-11", "aks-anti", "--by", "me"), "needs --reason and --by"),
        (("ADR-11", "aks-anti", *WHO, "--until", "2020-01-01"), "has passed"),
        (("ADR-11", "aks-anti", *WHO, "--until", "soon"), "expected a date"),
        (("ADR-11", "small/other", *WHO), "it has ADR-11 about aks-anti"),
        (("ADR-10", "aks-anti", *WHO), "it has no ADR-10"),
        (("ADR-99", "aks-anti", *WHO), "expected the code of a rule"),
    ],
)
def test_what_can_not_be_accepted(
    program: Program, anti: Path, words: tuple[str, ...], said: str
) -> None:
    before = anti.read_bytes()
    answer = program("accept", anti, *words)
    assert answer.status == 2
    assert said in answer.err
    assert anti.read_bytes() == before


def test_from_standard_input_to_standard_output(program: Program) -> None:
    answer = program("accept", "-", "ADR-11", "aks-anti", *WHO, stdin=ANTI.read_bytes())
    assert answer.status == 0
    assert json.loads(answer.out)["accepted"][0]["rule"] == "ADR-11"
