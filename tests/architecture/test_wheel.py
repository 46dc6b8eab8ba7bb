"""The wheel carries everything: installed elsewhere, it works from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.support.shared import CHECKOUT

SOURCES = ("aksdesigner", "resources", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "QT_", "VIRTUAL"))}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=clean, capture_output=True, text=True
    )
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def built(folder: Path) -> Path:
    """Build the wheel from a copy, so that nothing lands in the checkout."""
    copy = folder / "copy"
    for name in SOURCES:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy(source, copy / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, cwd=copy)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_an_installed_wheel_works_from_any_folder(tmp_path):
    wheel = built(tmp_path)
    home = tmp_path / "elsewhere"
    venv.create(home / "env", with_pip=True)
    bin_ = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(bin_ / "python", "-m", "pip", "install", "-q", wheel, cwd=home)
    work = home / "work"
    work.mkdir()
    where = "import aksdesigner.resources as r; print(r.root())"
    root = Path(run(bin_ / "python", "-c", where, cwd=work).strip())
    assert root.is_relative_to(home / "env")
    assert {p.name for p in root.iterdir()} == {
        p.name for p in (CHECKOUT / "resources").iterdir() if p.name != "__pycache__"
    }
    command, sample = bin_ / "aksdesigner", root / "samples"
    assert "ADR-10" in run(
        command, "check", sample / "seed-production-example.aksd", cwd=work, status=1
    )
    run(command, "check", sample / "hub-spoke.aksd", cwd=work)
    for form in ("bicep", "terraform", "svg", "png"):
        run(command, "export", sample / "hub-spoke.aksd", "--to", form, "-o", "out", cwd=work)
    made = {path.name for path in (work / "out").iterdir()}
    assert made >= {"main.bicep", "main.tf", "hub-spoke.svg", "hub-spoke.png"}
