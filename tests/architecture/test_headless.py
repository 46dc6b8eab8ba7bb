"""No command but a PNG loads Qt: it must run where Qt's system libraries are missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aksdesigner import resources
from aksdesigner.cli.main import NAMES
from tests.support.shared import CHECKOUT

# runs the program, then says which top-level packages it has loaded
PROBE = """
import json, sys
from aksdesigner.__main__ import main
status = main(sys.argv[1:])
sys.stderr.write("\\nLOADED " + json.dumps([status, sorted({n.split(".")[0] for n in sys.modules})]))
"""
SAMPLE = str(resources.path("samples", "hub-spoke.aksd"))
ANTI = str(resources.path("samples", "seed-anti-example.aksd"))
QT = {"PySide6", "shiboken6"}


def loaded_by(*arguments: str, cwd: Path = CHECKOUT) -> tuple[int, set[str]]:
    """Run the program in a process of its own; returns its status and the packages it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], cwd=cwd, capture_output=True, text=True
    )
    assert "LOADED" in done.stderr, done.stderr
    status, names = json.loads(done.stderr.rpartition("LOADED ")[2])
    return status, set(names)


CALLS = {
    "check": ["check", SAMPLE],
    "fix": ["fix", SAMPLE, "--all", "--dry-run"],
    "accept": ["accept", ANTI, "ADR-11", "aks-anti", "--reason", "x", "--by", "y", "-o", "-"],
    "checklist": ["checklist", SAMPLE],
    "answer": ["answer", SAMPLE, "dnsRunbook", "wiki", "--by", "y", "-o", "-"],
    "routes": ["routes", SAMPLE, "hub/AzureFirewallSubnet"],
    "trace": ["trace", SAMPLE, "--from", "internet:", "--to", "10.0.0.4"],
    "matrix": ["matrix", SAMPLE, "--mode", "routing"],
    "overlaps": ["overlaps", SAMPLE],
    "capacity": ["capacity", SAMPLE],
    "dns": ["dns", SAMPLE, "--vnet", "hub", "--fqdn", "kv.vault.azure.net"],
    "nsg": ["nsg", SAMPLE, "hub/AzureFirewallSubnet", "--src", "10.0.0.4", "--dst", "10.0.0.5"],
    "plan": ["plan", "formula"],
    "test": ["test", SAMPLE],
    "decisions": ["decisions", SAMPLE],
    "registry": ["registry", SAMPLE],
    "report": ["report", SAMPLE, "-o", "-"],
    "fmt": ["fmt", "--check", SAMPLE],
    "new": ["new", "--template", "hub-spoke", "-o", "-"],
    "templates": ["templates"],
    "schema": ["schema"],
    "rules": ["rules"],
    "doctor": ["doctor"],
}


@pytest.mark.parametrize("name", CALLS)
def test_a_command_loads_no_qt(name: str) -> None:
    status, names = loaded_by(*CALLS[name])
    assert status in (0, 1)
    assert "aksdesigner" in names
    assert not QT & names


@pytest.mark.parametrize("form", ["bicep", "terraform", "svg"])
def test_exports_of_text_load_no_qt(form: str, tmp_path: Path) -> None:
    status, names = loaded_by("export", SAMPLE, "--to", form, "-o", str(tmp_path))
    assert status == 0
    assert not QT & names


def test_the_probe_sees_qt_where_it_is_used(tmp_path: Path) -> None:
    status, names = loaded_by("export", SAMPLE, "--to", "png", "-o", str(tmp_path))
    assert status == 0
    assert names >= QT
    assert (tmp_path / "hub-spoke.png").read_bytes().startswith(b"\x89PNG")


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) | {"export"} == NAMES
