"""aksdesigner dns: the answer, the steps to it, and what the exit status says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program

Write = Callable[..., Path]
NAME = "kv.vault.azure.net"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "names.yaml"
    path.write_text(
        """
aksdesigner: 1
name: names
topology:
  vnets:
  - {name: hub, prefixes: [10.0.0.0/16], subnets: [{name: pe, prefix: 10.0.1.0/24}]}
  - {name: Spoke, prefixes: [10.1.0.0/16], subnets: [{name: app, prefix: 10.1.1.0/24}]}
  privateEndpoints:
  - {name: kv, vnet: hub, subnet: pe, ip: 10.0.1.5, fqdn: kv.vault.azure.net, publicNetworkAccess: Disabled}
  privateDnsZones:
  - {name: privatelink.vaultcore.azure.net, records: {kv: 10.0.1.5}, links: [{vnet: hub}]}
""",
        encoding="utf-8",
    )
    return path


def test_the_answer_with_its_steps(program: Program, file: Path) -> None:
    answer = program("dns", file, "--vnet", "hub", "--fqdn", NAME, "--format", "json")
    data: dict[str, Any] = answer.data
    assert answer.status == 0
    assert (data["answer"], data["ip"], data["contextVnet"]) == ("private", "10.0.1.5", "hub")
    assert data["zone"] == "privatelink.vaultcore.azure.net"
    assert data["chain"] == [NAME, "kv.privatelink.vaultcore.azure.net"]
    text = program("dns", file, "--vnet", "hub", "--fqdn", NAME).out
    assert "1. hub asks Azure's own DNS." in text
    assert "10.0.1.5" in text


def test_an_answer_of_no_use_fails(program: Program, file: Path) -> None:
    answer = program("dns", file, "--vnet", "spoke", "--fqdn", NAME, "--format", "json")
    assert answer.status == 1
    assert (answer.data["answer"], answer.data["reason"]) == ("public", "public_access_disabled")


def test_a_network_that_is_none_is_refused_with_a_hint(program: Program, file: Path) -> None:
    answer = program("dns", file, "--vnet", "spokke", "--fqdn", NAME)
    assert answer.status == 2
    assert answer.out == ""
    assert "expected a network of this design" in answer.err
    assert "Spoke" in answer.err
