"""The same design gives the same bytes, in another process with another hash seed too."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).resolve().parents[2] / "support"

PROGRAM = """
import hashlib, sys, yaml
from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.model.reading import read_document
document = read_document(yaml.safe_load(open(sys.argv[1], encoding="utf-8"))).document
digest = hashlib.sha256()
for dialect in DIALECTS:
    for name, text in export(document, dialect).files.items():
        digest.update(f"{dialect}/{name}\\n{text}".encode())
print(digest.hexdigest())
"""


def _digest(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(SUPPORT / "all_kinds.yaml")],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    return done.stdout.strip()


def test_two_hash_seeds_give_the_same_bytes():
    first = _digest("1")
    assert len(first) == hashlib.sha256().digest_size * 2
    assert first == _digest("2")


@pytest.mark.parametrize("word", ["2026", "/subscriptions/0000"])
def test_code_names_no_date_and_no_subscription(word):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM.replace("print(digest.hexdigest())", _CANARY),
            str(SUPPORT / "all_kinds.yaml"),
            word,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["[]"]


_CANARY = """
found = []
for dialect in DIALECTS:
    for name, text in export(document, dialect).files.items():
        # an API version is a date, and no date of the export
        versions = ("@20", '"apiVersion": "20', "'full')")
        lines = text.splitlines()
        code = [line for line in lines if not any(version in line for version in versions)]
        if name in ("main.bicep", "azuredeploy.json", "main.tf", "variables.tf", "outputs.tf", "providers.tf"):
            found += [name for line in code if sys.argv[2] in line]
print(found)
"""
