"""matrix: who reaches whom, in text and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksdesigner.analysis.reach.matrix import Port, read_ports
from aksdesigner.store.design_file import write_design
from tests.support.builders import hub_and_spoke
from tests.support.program import Program, sample


@pytest.fixture
def design(tmp_path: Path) -> Path:
    """Return a hub with a gateway and four alike spokes behind a firewall, as a file."""
    closed = {"name": "web", "rules": [_deny("22")]}
    document = hub_and_spoke(
        spokes=4,
        gateway="Vpn",
        subnet={"nsg": "web"},
        more={"nsgs": [closed]},
    )
    path = tmp_path / "hub.aksd"
    write_design(path, document)
    return path


def _deny(port: str) -> dict[str, object]:
    return {
        "name": "no",
        "priority": 100,
        "direction": "Inbound",
        "access": "Deny",
        "protocol": "Tcp",
        "source": "*",
        "destination": "*",
        "ports": [port],
    }


def test_alike_spokes_share_a_row_and_the_firewall_is_named(program: Program, design: Path) -> None:
    data = program("matrix", design, "--format", "json", "--ports", "443,22").data
    spokes = [f"subnet:spoke{n}/app" for n in range(1, 5)]
    (row,) = (r for r in data["rows"] if r["from"] == spokes and r["to"] == spokes)
    assert (row["pairs"], row["sameNetwork"]) == (12, False)
    assert row["routing"]["verdict"] == "delivered"
    assert row["routing"]["forward"] == row["routing"]["return"] == ["fw:azfw"]
    verdicts = {port["port"]: (port["verdict"], port["reason"]) for port in row["ports"]}
    assert verdicts == {443: ("delivered", None), 22: ("dropped", "nsg_deny")}


def test_one_half_of_the_inspection_is_an_asymmetric_row(program: Program, design: Path) -> None:
    data = program("matrix", design, "--mode", "routing", "--format", "json").data
    rows = {(tuple(r["from"]), tuple(r["to"])): r for r in data["rows"]}
    spokes = tuple(f"subnet:spoke{n}/app" for n in range(1, 5))
    found = rows[("site:dc",), spokes]
    assert found["routing"]["verdict"] == "asymmetric"
    assert found["routing"]["device"] == "fw:azfw"
    assert found["ports"] == []


def test_text_names_ports_that_are_closed(program: Program, design: Path) -> None:
    answer = program("matrix", design, "--ports", "443,22")
    assert answer.status == 0
    assert "spoke1/app and 3 more" in answer.out
    assert "443/tcp, 22/tcp nsg_deny" in answer.out
    assert answer.err == ""  # no progress in a pipe


def test_a_sample_is_answered(program: Program) -> None:
    answer = program("matrix", sample("hub-spoke"), "--format", "json")
    assert answer.status == 0
    assert json.loads(answer.out)["rows"]


@pytest.mark.parametrize("text", ["", "https", "70000", "443/sctp", "443;22", "-1"])
def test_ports_that_cannot_be_read_are_refused(program: Program, design: Path, text: str) -> None:
    answer = program("matrix", design, f"--ports={text}")
    assert answer.status == 2
    assert "expected a port such as 443 or 53/udp" in answer.err


def test_ports_are_read_once_each() -> None:
    assert read_ports("443, 53/UDP,443/tcp") == (Port(443, "tcp"), Port(53, "udp"))
