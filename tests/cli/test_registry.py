"""aksdesigner registry: CSV in and out, and findings that use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.program import Program


def test_a_registry_from_csv_is_used_by_the_findings(
    program: Program, design: Callable[..., Path], tmp_path: Path
) -> None:
    subnets = [{"name": "nodes", "prefix": "10.0.0.0/24"}]
    vnet = {"name": "v", "prefixes": ["10.0.0.0/16"], "subnets": subnets}
    cluster = {
        "name": "aks",
        "vnet": "v",
        "podCidr": "100.64.0.0/16",
        "serviceCidr": "172.29.0.0/16",
    }
    cluster["pools"] = [{"name": "system", "mode": "System", "subnet": "nodes"}]  # type: ignore[assignment]
    file = design(vnets=[vnet], aksClusters=[cluster])
    ranges = tmp_path / "ranges.csv"
    ranges.write_text("prefix,owner,purpose\n172.29.8.0/24,erp,'=SUM(A1)\n", encoding="utf-8")
    codes = {
        row["code"] for row in program("check", str(file), "--format", "json").data["findings"]
    }
    assert not codes & {"ADR-20", "ADR-28"}
    assert program("registry", str(file), "--add", str(ranges)).status == 0
    codes = {
        row["code"] for row in program("check", str(file), "--format", "json").data["findings"]
    }
    assert codes >= {"ADR-20", "ADR-28"}
    assert program("registry", str(file), "--csv").out == (
        "prefix,owner,purpose\n172.29.8.0/24,erp,'=SUM(A1)\n"
    )
    again = program("registry", str(file), "--add", str(ranges))
    assert "0 ranges taken, 1 were there already" in again.err
    ranges.write_text("prefix\n192.168.0.0/24\n", encoding="utf-8")
    assert program("registry", str(file), "--replace", str(ranges)).status == 0
    assert program("registry", str(file)).out == "192.168.0.0/24  -  -\n"


def test_bad_calls_change_nothing(
    program: Program, design: Callable[..., Path], tmp_path: Path
) -> None:
    file = design(vnets=[])
    before = file.read_bytes()
    ranges = tmp_path / "ranges.csv"
    ranges.write_text("prefix\nnonsense\n", encoding="utf-8")
    answer = program("registry", str(file), "--add", str(ranges))
    assert (answer.status, answer.out) == (2, "")
    assert "line 2: found 'nonsense', expected a prefix" in answer.err
    ranges.write_bytes(b"\xff\xfe\x00")
    assert "expected CSV in UTF-8" in program("registry", str(file), "--add", str(ranges)).err
    assert program("registry", str(file), "--csv", "--add", str(ranges)).status == 2
    assert file.read_bytes() == before
