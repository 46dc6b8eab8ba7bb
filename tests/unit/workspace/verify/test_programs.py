"""Real programs beside the export: run where they are, believed only in what they can judge."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aksdesigner.iac.dialects import export
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.verify.folder import verify_written
from aksdesigner.workspace.verify.programs import program_checks
from tests.support.edit_designs import hub_spoke

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins are scripts of a shell")

Install = Callable[[str, str], None]
TF = {"main.tf": "locals {\n  a = 1\n}\n", "README.md": "words"}
BICEP = {"main.bicep": "param a string\n", "modules/dns.bicep": "param b string\n"}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Give a function that puts a script in the place of a program; no other one is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    return put


def told(dialect: str, files: dict[str, str], patience: float = 60) -> dict[str, tuple[str, str]]:
    found = program_checks(dialect, files, patience)
    return {check.command: (check.status, check.said) for check in found}


@pytest.mark.usefixtures("install")
def test_without_a_program_nothing_is_run() -> None:
    assert told("terraform", TF) == {}
    assert told("bicep", BICEP) == {}
    assert told("arm", {"azuredeploy.json": "{}"}) == {}


def test_terraform_is_asked_for_form_and_sense(install: Install) -> None:
    install("terraform", "exit 0")
    assert told("terraform", TF) == {
        "terraform fmt -check": ("passed", ""),
        "terraform validate": ("passed", ""),
    }


def test_what_terraform_refuses_is_told(install: Install) -> None:
    install(
        "terraform",
        "case $1 in fmt) echo main.tf; exit 3;; init) exit 0;; esac\n"
        'printf "Warning: old\\n\\n│ Error: Unsupported argument\\n│\\n│ on main.tf line 2\\n" >&2\n'
        "exit 1",
    )
    assert told("terraform", TF) == {
        "terraform fmt -check": ("failed", "not formatted: main.tf"),
        "terraform validate": ("failed", "Error: Unsupported argument on main.tf line 2"),
    }


def test_a_provider_that_cannot_be_had_speaks_against_nothing(install: Install) -> None:
    install("terraform", 'case $1 in init) echo "Error: no such host" >&2; exit 1;; esac')
    status, said = told("terraform", TF)["terraform validate"]
    assert status == "notRun"
    assert "could not get the providers" in said
    assert "no such host" in said


def test_a_program_that_hangs_or_cannot_start_is_left(install: Install) -> None:
    install("terraform", "exec /bin/sleep 20")
    assert told("terraform", TF, 0.3)["terraform fmt -check"] == (
        "notRun",
        "it took more than 0.3 seconds",
    )
    install("bicep", "")
    path = Path(shutil.which("bicep") or "")
    path.write_bytes(b"\x7fELF nonsense")
    status, said = told("bicep", BICEP)["bicep build main.bicep"]
    assert status == "notRun" and "could not be started" in said


def test_bicep_is_asked_for_every_file_and_builds_what_stands_above(install: Install) -> None:
    install("bicep", 'case $1 in format) while read -r l; do echo "$l"; done < "$2";; esac')
    assert told("bicep", {**BICEP, "main.bicepparam": "using 'main.bicep'\n"}) == {
        "bicep format main.bicep": ("passed", ""),
        "bicep format modules/dns.bicep": ("passed", ""),
        "bicep build main.bicep": ("passed", ""),
        "bicep build-params main.bicepparam": ("passed", ""),
    }


def test_another_layout_is_a_note_and_an_error_a_failure(install: Install) -> None:
    install(
        "bicep",
        'case $1 in format) echo "param  a string";;'
        ' *) echo "main.bicep(1,1) : Error BCP057: no such name" >&2; exit 1;; esac',
    )
    found = told("bicep", {"main.bicep": "param a string\n"})
    assert found["bicep format main.bicep"][0] == "note"
    assert found["bicep build main.bicep"] == (
        "failed",
        "main.bicep(1,1) : Error BCP057: no such name",
    )


def test_modules_that_cannot_be_restored_speak_against_nothing(install: Install) -> None:
    install("bicep", 'case $1 in build) echo "Error BCP192: Unable to restore" >&2; exit 1;; esac')
    assert told("bicep", {"main.bicep": "\n"})["bicep build main.bicep"][0] == "notRun"


def test_the_folder_itself_is_left_alone(install: Install, tmp_path: Path) -> None:
    install("terraform", "echo x > main.tf; /bin/mkdir .terraform")
    written = write_export(hub_spoke(), "terraform", tmp_path / "out")
    before = {path: path.read_bytes() for path in written.folder.rglob("*") if path.is_file()}
    assert verify_written(hub_spoke(), written).holds
    assert {p: p.read_bytes() for p in written.folder.rglob("*") if p.is_file()} == before


def test_a_refusal_of_a_program_holds_nothing(install: Install, tmp_path: Path) -> None:
    install("terraform", "echo no >&2; exit 1")
    found = verify_written(hub_spoke(), write_export(hub_spoke(), "terraform", tmp_path / "out"))
    assert found.verification.holds
    assert not found.holds


@pytest.mark.usefixtures("install")
def test_what_stands_on_the_disk_is_read(tmp_path: Path) -> None:
    written = write_export(hub_spoke(), "terraform", tmp_path)
    assert verify_written(hub_spoke(), written).holds
    other = tmp_path / "other.tf"
    other.write_text('resource "azurerm_ip_group" "x" {\n  name = "x"\n}\n')
    found = verify_written(hub_spoke(), written).verification
    assert any("other.tf:1" in str(difference) for difference in found.differences)
    other.unlink()
    (tmp_path / "main.tf").write_text("")
    assert not verify_written(hub_spoke(), written).holds


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on the PATH")
def test_the_real_terraform_finds_the_text_formatted() -> None:
    files = export(hub_spoke(), "terraform").files
    found = {check.command: check for check in program_checks("terraform", files)}
    assert found["terraform fmt -check"].status == "passed"
    assert found["terraform validate"].status in ("passed", "notRun")
    wild = {**files, "main.tf": files["main.tf"].replace("  name ", "    name ")}
    assert program_checks("terraform", wild)[0].said == "not formatted: main.tf"
