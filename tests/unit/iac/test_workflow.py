"""The workflow that asks Azure about an exported folder fits what the exports write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from aksdesigner.iac.dialects import export
from tests.support.exports import exported
from tests.support.field_changes import DESIGN
from tests.support.shared import CHECKOUT

FILE = CHECKOUT / "docs" / "workflows" / "check-export.yml"
WORKFLOW = yaml.safe_load(FILE.read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["what-if"]["steps"]
SCRIPTS = {step["name"]: step["run"] for step in STEPS if "run" in step}

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def run(name: str, folder: Any, **environment: str) -> dict[str, str]:
    """Run a script of the workflow; returns what it wrote for the steps after it."""
    places = {word: str(folder / word.lower()) for word in ("GITHUB_OUTPUT", "GITHUB_ENV")}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", SCRIPTS[name]],
        cwd=folder,
        env={**os.environ, **places, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    wrote = {p: folder / p.lower() for p in places}
    return {p: f.read_text() if f.exists() else "" for p, f in wrote.items()} | {"": done.stdout}


def test_it_asks_and_changes_nothing():
    text = "\n".join(SCRIPTS.values())
    assert "what-if" in text and "terraform plan" in text
    for word in ("terraform apply", "deployment group create", "deployment sub create", "--apply"):
        assert word not in text
    assert WORKFLOW["permissions"] == {"id-token": "write", "contents": "read"}
    login = next(step for step in STEPS if step.get("uses", "").startswith("azure/login"))
    assert set(login["with"]) == {"client-id", "tenant-id", "subscription-id"}


def test_the_files_it_names_are_written():
    written = {name for dialect in ("bicep", "terraform", "arm") for name in files(dialect)}
    named = set(re.findall(r"[\w.]+\.(?:bicepparam|bicep|tf)\b|azuredeploy[\w.]*json", text()))
    assert named - written == set() and len(named) >= 5


def files(dialect: str) -> dict[str, str]:
    return export(DESIGN, dialect).files


def text() -> str:
    return "\n".join(SCRIPTS.values())


@needs_bash
@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_every_script_is_one_that_bash_reads(name):
    done = subprocess.run(
        ["bash", "-n", "-c", SCRIPTS[name]], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_bash
@pytest.mark.parametrize("dialect", ["bicep", "terraform", "arm"])
def test_it_finds_the_language_of_a_folder(dialect, tmp_path):
    for name, content in exported(dialect, vnets=[{"name": "v"}]).files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = run("Which languages are there", tmp_path)["GITHUB_OUTPUT"].split()
    assert [line for line in found if line.endswith("=true")] == [f"{dialect}=true"]
    assert len(found) == 3


@needs_bash
@pytest.mark.skipif(shutil.which("jq") is None, reason="there is no jq")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl")
def test_secrets_reach_both_languages_and_are_masked(tmp_path):
    given = '{"sharedKey": "a=b $x\\nsecond line"}'
    found = run("Secrets of the program", tmp_path, EXPORT_SECRETS=given)
    assert "::add-mask::a=b $x\n::add-mask::second line\n" in found[""]
    for name in ("sharedKey", "TF_VAR_sharedKey"):
        assert re.search(
            rf"^{name}<<(end_\w+)\na=b \$x\nsecond line\n\1$", found["GITHUB_ENV"], re.M
        )
