"""The reference checkers over many exports at once: what they find, design by design.

One run of the real terraform program holds a batch of designs, each as a module of its own, since
starting it costs more than planning one design does.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.model.document import Document
from tests.support.arm_template import as_bicep
from tests.support.shared import SHARED

TOOLS = SHARED / "tools"
MODULE = re.compile(r"/tf/(d\d+)/|\bmodule\.(d\d+)\b")
ALIAS = re.compile(r'^  alias\s*= "(\w+)"$', re.M)
PINNED = re.compile(r"^ {6}source  = (.+)\n {6}version = (.+)$", re.M)
OWN_PROVIDERS = 2  # so many programs of a batch keep the providers that they declare
VALUE = re.compile(r"^param (\w+) = '((?:[^'\\]|\\.)*)'$", re.M)

# what a plan of fifty designs may take where others work beside it
PATIENCE_S = "1200"

# the stand-in's data sources have no nested values, so it knows no cluster's own identity
NO_IDENTITY = re.compile(r"\[plan\] Invalid index: .*the collection has no elements\.$")

# The type checker takes every property of this name for that of a firewall. An application gateway
# has its WAF policy there (azure-mgmt-network, ApplicationGatewayPropertiesFormat.firewall_policy).
WAF_ID = (
    "'properties.firewallPolicy.id' must be the id of a Microsoft.Network/firewallPolicies, this is "
    "the id of a Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies"
)


def missing_tools() -> str | None:
    """Return why nothing can be checked here, or None."""
    if not TOOLS.is_dir():
        return f"the checkers are not at {TOOLS} (AKSDESIGNER_SHARED)"
    return None if shutil.which("terraform") else "terraform is not on the PATH"


def run_checker(tool: str, *arguments: str) -> list[str]:
    """Run a checker and return its findings; raises AssertionError when the checker crashed."""
    done = subprocess.run(
        [str(TOOLS / tool), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "ORACLE_PYTHON": sys.executable},
        check=False,
    )
    lines = [x for x in done.stdout.splitlines() if ": ERROR " in x or ": WARN " in x]
    assert done.stdout.strip(), done.stderr
    assert done.returncode == (1 if any(": ERROR " in x for x in lines) else 0) or (
        lines and done.returncode == 1
    ), done.stderr
    return lines


@cache
def _comparison() -> Callable[[], int]:
    """Return the main function of compare_exports: a process for each pair would take longer."""
    main: Callable[[], int] = runpy.run_path(str(TOOLS / "compare_exports"))["main"]
    return main


def compared_exports(plan: Path, main: Path, values: Mapping[str, str]) -> list[str]:
    """Return the differences that compare_exports tells of a plan and a Bicep program."""
    given = [f"--param={name}={json.dumps(value)}" for name, value in values.items()]
    told = io.StringIO()
    before, sys.argv = sys.argv, ["compare_exports", *given, str(plan), str(main)]
    try:
        with contextlib.redirect_stdout(told):
            _comparison()()
    finally:
        sys.argv = before
    lines = told.getvalue().splitlines()
    assert lines and lines[-1].startswith("compare_exports: "), told.getvalue()
    return judged(lines[:-1])


@dataclass
class Batch:
    """Designs written to a folder, and what the checkers say of each: name -> findings."""

    folder: Path
    designs: Mapping[str, Document]
    options: ExportOptions = DEFAULT
    findings: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    # folders of programs that other teams get, each checked as a design of its own
    teams: set[str] = field(default_factory=set)
    # the providers of subscriptions that a program gets from the root, by its folder
    lent: dict[str, list[str]] = field(default_factory=dict)
    own_providers: int = 0

    def check(self, sound: frozenset[str] = frozenset()) -> dict[str, list[str]]:
        """Return the findings of every design.

        The two languages of each are compared; addresses are judged in `sound` ones, whose
        drawing has no error.
        """
        self._write()
        self._bicep()
        self._terraform(sound)
        return {name: lines for name, lines in self.findings.items() if lines}

    def _add(self, short: str, line: str) -> None:
        self.findings[self.names[short]].append(line)

    def _write(self) -> None:
        for name, document in self.designs.items():
            self.findings[name] = []
            bicep, terraform, arm = (
                export(document, dialect, self.options) for dialect in ("bicep", "terraform", "arm")
            )
            texts = (bicep.files, terraform.files, arm.files)
            self._write_one(name, *(_without_teams(files) for files in texts))
            for team in zip(bicep.handovers, terraform.handovers, arm.handovers, strict=True):
                if team[0].tree is not None:
                    own = (h.own_files(f) for h, f in zip(team, texts, strict=True))
                    self.teams.add(self._write_one(name, *own))

    def _write_one(
        self, name: str, bicep: dict[str, str], terraform: dict[str, str], arm: dict[str, str]
    ) -> str:
        """Write one program in its languages and return the name of its folders."""
        short = f"d{len(self.names)}"
        self.names[short] = name
        write_files(self.folder / "bicep" / short, bicep)
        write_files(self.folder / "tf" / short, self._with_lent_providers(short, terraform))
        write_files(self.folder / "arm" / short, as_bicep(arm["azuredeploy.json"]))
        return short

    def _with_lent_providers(self, short: str, terraform: dict[str, str]) -> dict[str, str]:
        """Let a program take its providers from the root: each of its own costs a process.

        Those of the first programs with several subscriptions stay, so that they are checked too.
        """
        aliases = ALIAS.findall(terraform["providers.tf"])
        if aliases and self.own_providers < OWN_PROVIDERS:
            self.own_providers += 1
            return terraform
        self.lent[short] = aliases
        versions = terraform["versions.tf"]
        if aliases:
            names = ", ".join(f"azurerm.{alias}" for alias in aliases)
            versions = PINNED.sub(
                rf"      source                = \1\n      version               = \2\n"
                rf"      configuration_aliases = [{names}]",
                versions,
                count=1,
            )
        left = {name: text for name, text in terraform.items() if name != "providers.tf"}
        return {**left, "versions.tf": versions}

    def _bicep(self) -> None:
        """The checkers read no ARM templates: what Azure would read in one goes in as Bicep."""
        for place in ("bicep", "arm"):
            for line in run_checker("check_bicep", "--strict", *self._folders(place)):
                if not line.endswith(WAF_ID):
                    self._add(_short(line, f"/{place}/"), line)

    def _folders(self, place: str) -> list[str]:
        return [str(self.folder / place / short) for short in self.names]

    def _terraform(self, sound: frozenset[str]) -> None:
        plan = self.folder / "plan.json"
        left = list(self.names)
        while left:
            self._root(left)
            found = run_checker(
                "check_terraform",
                *("--strict", "--timeout", PATIENCE_S, "--plan-json", str(plan)),
                str(self.folder / "tf"),
            )
            data = json.loads(plan.read_text()) if plan.exists() else {}
            found = [line for line in found if not _is_of_a_reference(line, data)]
            found = [line for line in found if not _is_of_two_designs(line)]
            blamed = set()
            for line in found:
                named = MODULE.search(line)
                assert named, f"terraform blames no design: {line}"
                short = named.group(1) or named.group(2)
                blamed.add(short)
                if not (short in self.teams and NO_IDENTITY.search(line)):
                    self._add(short, line)
            if data or not blamed:
                break
            left = [short for short in left if short not in blamed]
        for short in left:
            is_sound = self.names[short] in sound and short not in self.teams
            self._compare(short, data, is_sound)

    def _root(self, shorts: list[str]) -> None:
        """Write the program that holds the designs as modules, with their own example values."""
        chunks = []
        for short in shorts:
            values = self.folder / "tf" / short / "terraform.tfvars"
            text = values.read_text("utf-8") if values.exists() else ""
            text = re.sub(r"^resource_group_name\b.*$", "", text, flags=re.M)
            lines = [f'source = "./{short}"', text]
            asked = self.folder / "tf" / short / "variables.tf"
            if asked.exists() and 'variable "resource_group_name"' in asked.read_text("utf-8"):
                lines.insert(1, f'resource_group_name = "rg-{short}"')
            aliases = self.lent.get(short)
            if aliases:
                lent = ["azurerm = azurerm", *(f"azurerm.{a} = azurerm.{a}" for a in aliases)]
                lines.append("providers = {\n" + "\n".join(lent) + "\n}")
            chunks.append(f'module "{short}" {{\n' + "\n".join(lines) + "\n}\n")
        chunks.append('provider "azurerm" {\n  features {}\n}\n')
        known = dict.fromkeys(a for short in shorts for a in self.lent.get(short, ()))
        chunks += [f'provider "azurerm" {{\nalias = "{a}"\nfeatures {{}}\n}}\n' for a in known]
        main = self.folder / "tf" / "main.tf"
        main.write_text("\n".join(chunks), encoding="utf-8")
        subprocess.run(["terraform", "fmt", str(main)], capture_output=True, check=True)

    def _compare(self, short: str, data: dict[str, Any], sound: bool) -> None:
        plan = self.folder / f"{short}.json"
        plan.write_text(json.dumps(part_of_plan(data, f"module.{short}")))
        values = self.folder / "bicep" / short / "main.bicepparam"
        text = values.read_text("utf-8") if values.exists() else ""
        given = {name: _plain(value) for name, value in VALUE.findall(text)}
        for place in ("bicep", "arm"):
            for line in compared_exports(plan, self.folder / place / short / "main.bicep", given):
                if (sound or "[addresses]" not in line) and not self._is_unplanned(line):
                    self._add(short, line)

    def _is_unplanned(self, line: str) -> bool:
        """Return whether a line is about what the stand-in for azurerm 4.x gives no id.

        It can't make that of a DNS record from the name of the zone, as 4.x says it.
        """
        record = "/privatednszones/" in line and line.endswith(": only in bicep")
        return self.options.azurerm == "4" and record and "/a/" in line


def _without_teams(files: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if not name.startswith("handover/")}


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write an export below a folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _short(line: str, place: str) -> str:
    return line.split(place, 1)[1].split("/", 1)[0]


def part_of_plan(data: dict[str, Any], module: str) -> dict[str, Any]:
    """Return a plan of one module as if it were a program of its own."""
    root = data["planned_values"]["root_module"]
    children = {child["address"]: child for child in root.get("child_modules", [])}
    changes = [c for c in data["resource_changes"] if c["address"].startswith(f"{module}.")]
    values = {"root_module": children.get(module, {"resources": []})}
    return {"planned_values": values, "resource_changes": changes}


def _is_of_two_designs(line: str) -> bool:
    """Return whether designs of a batch, which share no deployment, are said to clash."""
    found = re.search(r"module\.(d\d+)\.\S+ and module\.(d\d+)\.\S+ are the same", line)
    return found is not None and found.group(1) != found.group(2)


def _is_of_a_reference(line: str, data: dict[str, Any]) -> bool:
    """Return whether a finding is about what a data source of a module names: it is there.

    The checker looks for data sources in the root module only.
    """
    named = re.search(r"names a resource that is not in this configuration: (\S+)", line)
    if named is None:
        return False
    known = set()
    prior = (data.get("prior_state") or {}).get("values", {}).get("root_module", {})
    for child in prior.get("child_modules", []):
        for resource in child.get("resources", []):
            known.add(str(resource["values"].get("id")).lower())
    return named.group(1).lower() in known


# The comparison reads the parts of a load balancer only where they are resources of their own,
# as azurerm has them and ARM has not, and takes every azurerm address record for an A record.
# azurerm_route_server holds the server's place in its network, which ARM has as a child; of the
# resources of a monitor scope the stand-in provider knows no id, so that the plan can't show them.
def judged(lines: list[str]) -> list[str]:
    """Return the differences without those that the comparison can't judge."""
    sixes = {m.group(1) for line in lines if (m := re.search(r"/aaaa/(\S+): only in bicep", line))}
    return [line for line in lines if not _is_blind_spot(line, sixes)]


def _is_blind_spot(line: str, sixes: set[str]) -> bool:
    parts = ("backendaddresspools", "loadbalancingrules", "probes", "outboundrules")
    if line.endswith(": only in terraform") and any(f"/{p}/" in line for p in parts):
        return "microsoft.network/loadbalancers/" in line
    if line.endswith(": only in bicep"):
        place = "/virtualhubs/" in line and "/ipconfigurations/" in line
        return place or "/privatelinkscopes/" in line or "/aaaa/" in line
    record = re.search(r"microsoft.network/privatednszones/\S+/a/(\S+): only in terraform", line)
    return record is not None and record.group(1) in sixes
