"""Hostile strings through the exports, read by parsers that others wrote.

Each string stands in a design as key, value, item and part of a name. python-hcl2, tree-sitter's Bicep
grammar and pycep have to see it again, equal, and no statement more than in a design of plain
strings; where terraform is on the PATH the real program says what it reads.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from aksdesigner.iac.dialects import export
from aksdesigner.iac.text import bicep, hcl
from tests.campaigns.campaign import Campaign
from tests.support.hostile import crowded_design, hostile_text
from tests.support.independent_parsers import Seen, bicep_seen, bicep_value, hcl_seen

BATCH = 500
CROWD = 100  # strings of one design
LEAST = 4  # key and value of a tag, source of a rule, name of a rule's target

# tree-sitter's grammar lets a comment begin and end anywhere, inside strings too, and so can't be
# asked about strings that hold the signs of one; pycep reads those, each alone.
COMMENT_SIGNS = ("//", "/*", "*/")


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    texts: dict[str, None] = {}
    while len(texts) < BATCH:
        texts[hostile_text(rng)] = None
    return checked(list(texts), folder)


def checked(texts: Sequence[str], folder: Path) -> Mapping[str, int]:
    """Raise AssertionError for a string that comes back changed, or that made code of its own."""
    for text in texts:
        read = bicep_value(bicep.quoted(text))
        assert read == text, f"pycep reads {read!r} for {text!r}"
    for start in range(0, len(texts), CROWD):
        crowd = texts[start : start + CROWD]
        quiet = [t for t in crowd if not any(sign in t for sign in COMMENT_SIGNS)]
        _compare(quiet, "bicep", ".bicep", bicep_seen)
        _compare(crowd, "terraform", ".tf", hcl_seen)
        _compare(crowd, "arm", "azuredeploy.json", json_seen)
    counts = {"strings": len(texts)}
    if shutil.which("terraform"):
        _real_terraform(texts, folder)
        counts["read by terraform"] = len(texts)
    return counts


def _compare(texts: Sequence[str], dialect: str, file: str, see: Callable[[str], Seen]) -> None:
    found = see(_code(texts, dialect, file))
    plain = see(_code([f"plain text {i}" for i in range(len(texts))], dialect, file))
    more = found.statements - plain.statements, plain.statements - found.statements
    assert not any(more), f"{dialect}: other statements than those of plain strings: {more}"
    lost = [text for text in texts if found.strings[text] < LEAST]
    assert not lost, f"{dialect}: {len(lost)} strings changed, {lost[0]!r} is the first"


def _code(texts: Sequence[str], dialect: str, file: str) -> str:
    found = export(crowded_design(texts), dialect).files
    return "\n".join(text for name, text in found.items() if name.endswith(file))


def json_seen(text: str) -> Seen:
    """Return what a reader of ARM templates sees; a text that begins with [ is written as [[."""
    data = json.loads(text)
    types = Counter(str(item["type"]) for item in data["resources"].values())
    return Seen(types, Counter(_arm_strings(data["resources"])))


def _arm_strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _arm_strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _arm_strings(item)
    elif isinstance(value, str) and (value[:1] != "[" or value[-1:] != "]"):
        yield value
    elif isinstance(value, str) and value.startswith("[["):
        yield value[1:]


def _real_terraform(texts: Sequence[str], folder: Path) -> None:
    """Hold every string against what terraform says is its value: the string as Unicode's NFC."""
    lines = [f'output "o{i}" {{\n  value = {hcl.quoted(t)}\n}}' for i, t in enumerate(texts)]
    (folder / "outputs.tf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for command in (("apply", "-auto-approve", "-no-color"), ("output", "-json")):
        done = subprocess.run(
            ["terraform", *command], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    said = {name: item["value"] for name, item in json.loads(done.stdout).items()}
    changed = [text for i, text in enumerate(texts) if said.get(f"o{i}") != normalize("NFC", text)]
    assert not changed, f"terraform reads {len(changed)} strings otherwise: {changed[0]!r}"


CAMPAIGN = Campaign(
    "hostile-text",
    "any string comes back equal from the code, and adds nothing to it",
    20,
    trial,
    each=BATCH,
    unit="strings",
)
