"""Exports against the reference checkers: Azure's type data and the real terraform program."""

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
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.reading import read_document, read_topology
from tests.support.arm_template import as_bicep
from tests.support.export_checkers import write_files
from tests.support.shared import SHARED, needs_shared

needs_terraform = pytest.mark.skipif(
    shutil.which("terraform") is None, reason="terraform is not on the PATH"
)
pytestmark = [needs_shared, needs_terraform]

ALL_KINDS = Path(__file__).resolve().parents[2] / "support" / "all_kinds.yaml"
GOLDEN = SHARED / "golden" / "golden-cases.yaml"

# a few of the golden cases in every run, all of them when asked (AKSDESIGNER_CAMPAIGN=1)
CHOSEN = ("G10", "G13b", "G18", "G28")
# golden cases whose point is that addresses overlap: the comparison judges addresses too
OVERLAPPING = ("G11",)


def _cases() -> dict[str, Document]:
    found = {"all_kinds": read_document(yaml.safe_load(ALL_KINDS.read_text())).document}
    samples = resources.root() / "samples"
    for path in sorted(samples.glob("*.aksd")):
        found[path.name] = read_document(json.loads(path.read_text("utf-8"))).document
    if not GOLDEN.exists():
        return found
    for case in yaml.safe_load(GOLDEN.read_text())["cases"]:
        if "topology" not in case:
            continue
        if case["id"] in CHOSEN or os.environ.get("AKSDESIGNER_CAMPAIGN"):
            topology = read_topology(case["topology"])
            found[case["id"]] = new_document(case["id"]).replace(topology=topology)
    return found


CASES = _cases() if SHARED.is_dir() else {}


def _written(document: Document, folder: Path) -> None:
    for dialect in ("bicep", "terraform"):
        write_files(folder / dialect, export(document, dialect).files)
    # the checkers read no ARM templates: what Azure would read in one, as Bicep
    template = export(document, "arm").files["azuredeploy.json"]
    write_files(folder / "arm", as_bicep(template))


def _findings(tool: str, *arguments: str) -> list[str]:
    """Run a checker and return its findings; a crash of the checker fails the test."""
    done = subprocess.run(
        [str(SHARED / "tools" / tool), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "ORACLE_PYTHON": sys.executable},
        check=False,
    )
    lines = [x for x in done.stdout.splitlines() if ": ERROR " in x or ": WARN " in x]
    assert done.returncode == (1 if any("ERROR" in x for x in lines) else 0), done.stderr
    assert done.stdout.strip(), done.stderr
    return lines


# The comparison reads the parts of a load balancer only where they are resources of their own,
# as azurerm has them and ARM has not, and takes every azurerm address record for an A record.
# azurerm_route_server holds the server's place in its network, which ARM has as a child; of the
# resources of a monitor scope the stand-in provider knows no id, so that the plan can't show them.
def _is_blind_spot(line: str) -> bool:
    parts = ("backendaddresspools", "loadbalancingrules", "probes", "outboundrules")
    if line.endswith(": only in terraform") and any(f"/{p}/" in line for p in parts):
        return "microsoft.network/loadbalancers/" in line
    children = ("/virtualhubs/rs-hub/ipconfigurations/", "/privatelinkscopes/")
    if line.endswith(": only in bicep") and any(child in line for child in children):
        return True
    return "/corp.example/a/six: only in" in line or "/corp.example/aaaa/six: only in" in line


# The type checker takes every property of this name for that of a firewall. An application gateway
# has its WAF policy there (azure-mgmt-network, ApplicationGatewayPropertiesFormat.firewall_policy).
WAF_ID = (
    "'properties.firewallPolicy.id' must be the id of a Microsoft.Network/firewallPolicies, this is "
    "the id of a Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies"
)


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_checker_has_a_finding_and_both_exports_are_equal(name, tmp_path):
    _written(CASES[name], tmp_path)
    main = str(tmp_path / "bicep" / "main.bicep")
    again = str(tmp_path / "arm" / "main.bicep")
    for place in (str(tmp_path / "bicep"), str(tmp_path / "arm")):
        found = _findings("check_bicep", "--strict", place)
        assert [line for line in found if not line.endswith(WAF_ID)] == []
    plan = str(tmp_path / "plan.json")  # planned once, for the comparison too
    terraform = ("--strict", "--plan-json", plan, str(tmp_path / "terraform"))
    assert _findings("check_terraform", *terraform) == []
    for program in (main, again):
        different = _findings("compare_exports", plan, program)
        if name in OVERLAPPING:
            different = [line for line in different if "[addresses]" not in line]
        assert [line for line in different if not _is_blind_spot(line)] == []


def test_machines_are_planned_once_their_keys_are_given(tmp_path):
    _written(CASES["all_kinds"], tmp_path)
    values = tmp_path / "keys.tfvars"
    values.write_text('ssh_public_key = "ssh-ed25519 AAAA"\nadmin_password = "Not a real 1"\n')
    plan = tmp_path / "plan.json"
    arguments = ["--var-file", str(values), "--plan-json", str(plan), str(tmp_path / "terraform")]
    assert _findings("check_terraform", *arguments) == []
    planned = json.loads(plan.read_text())["planned_values"]["root_module"]["resources"]
    names = sorted(r["values"]["name"] for r in planned if r["type"].endswith("_virtual_machine"))
    program = export(CASES["all_kinds"], "bicep").program
    machines = [d for d in program.declarations if "Compute/virtualMachines" in d.type]
    assert names == sorted(dict(d.body.pairs)["name"].value for d in machines)
    assert names == ["agent", "app-1", "app-2", "app-3", "jump", "probe", "router"]


def test_an_empty_design_is_a_valid_empty_program(tmp_path):
    _written(new_document("Nothing"), tmp_path)
    assert _findings("check_bicep", str(tmp_path / "bicep")) == []
    assert _findings("check_terraform", str(tmp_path / "terraform")) == []
