"""The floors hold: every import contract, on every run."""

from __future__ import annotations

import subprocess
import sys

from tests.support.shared import CHECKOUT


def test_no_import_contract_is_broken() -> None:
    # --no-cache: a cache from another revision would answer for this one
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--no-cache",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
