"""Calls of modules against the reference checkers and the real terraform, with stand-ins for modules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from aksdesigner import resources
from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import options_of
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.avm_stand_ins import FOLDER, stand_in
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared
needs_terraform = pytest.mark.skipif(
    shutil.which("terraform") is None, reason="terraform is not on the PATH"
)
ALL_KINDS = Path(__file__).resolve().parents[3] / "support" / "all_kinds.yaml"
HUB_SPOKE = resources.root() / "samples" / "hub-spoke.aksd"
DESIGNS = {
    "all kinds": lambda: yaml.safe_load(ALL_KINDS.read_text("utf-8")),
    "hub and spokes": lambda: json.loads(HUB_SPOKE.read_text("utf-8")),
}
WAF_ID = "the id of a Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies"


def _document(name: str) -> Document:
    return read_document(DESIGNS[name]()).document


def _written(name: str, dialect: str, folder: Path) -> int:
    for file, content in export(_document(name), dialect, options_of("avm")).files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(content, encoding="utf-8")
    return stand_in(folder, dialect)


def _findings(tool: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [str(SHARED / "tools" / tool), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "ORACLE_PYTHON": sys.executable},
        check=False,
    )
    assert done.stdout.strip(), done.stderr
    return [x for x in done.stdout.splitlines() if ": ERROR " in x or ": WARN " in x]


@needs_terraform
@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_terraform_plans_the_calls(name, tmp_path):
    calls = _written(name, "terraform", tmp_path)
    assert calls >= 30
    found = _findings("check_terraform", "--azurerm", "4.81.0", str(tmp_path))
    # a stand-in has a shorter source; the text as written is formatted, says test_substitution
    assert [line for line in found if "[fmt]" not in line] == []


@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_the_checker_of_bicep_accepts_the_calls(name, tmp_path):
    calls = _written(name, "bicep", tmp_path)
    assert calls >= 35
    found = _findings("check_bicep", str(tmp_path / "main.bicep"))
    assert [x for x in found if FOLDER not in x and not x.endswith(WAF_ID)] == []


@needs_terraform
@pytest.mark.parametrize("dialect", ["bicep", "terraform"])
def test_a_parameter_that_a_module_lacks_is_seen(dialect, tmp_path):
    """The stand-ins tell something: without one of their parameters the tools refuse the calls."""
    _written("hub and spokes", dialect, tmp_path)
    if dialect == "bicep":
        file = tmp_path / FOLDER / "virtual-network.bicep"
        file.write_text(file.read_text().replace("addressPrefixes", "prefixes"))
        found = _findings("check_bicep", str(tmp_path / "main.bicep"))
    else:
        file = tmp_path / FOLDER / "virtualnetwork" / "main.tf"
        file.write_text(file.read_text().replace("address_space", "prefixes"))
        found = _findings("check_terraform", "--azurerm", "4.81.0", str(tmp_path))
    assert [line for line in found if "addressPrefixes" in line or "address_space" in line]
