"""Modules of the table as local stand-ins, so that tools which reach no registry check the calls.

A stand-in has the parameters and outputs that the table lists and makes nothing, so that a tool tells
a parameter that is not listed, a required one that is missing, and an output that is not there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from aksdesigner import resources

FOLDER = "stand-ins"
HCL_TYPES = {"list": "list(any)", "set": "set(any)", "map": "any", "object": "any"}
# the whole resource, of which a program reads the address of a firewall alone
RESOURCE = "{ ip_configuration = [{ private_ip_address = terraform_data.this.id }] }"
BICEP_EMPTY = {"string": "''", "int": "0", "bool": "false", "array": "[]", "object": "{}"}
BICEP_CALL = re.compile(r"'(br/public:[^:']+):[^']+'")
HCL_SOURCE = re.compile(r'(\n *source *= )"(Azure/[^"]+)"\n *version *= "[^"]+"')


def stand_in(folder: Path, dialect: str) -> int:
    """Have an export in a folder call stand-ins; return how many calls there are."""
    table = resources.data("azure", "avm.json")[dialect]
    suffix, write = (".bicep", _bicep) if dialect == "bicep" else ("", _terraform)
    places = {}
    for name, entry in table.items():
        places[entry["module"]] = folder / FOLDER / (name.replace("/", "-") + suffix)
        write(places[entry["module"]], entry)
    found = 0
    pattern = "*.bicep" if dialect == "bicep" else "*.tf"
    for file in [f for f in folder.rglob(pattern) if FOLDER not in f.parts]:
        text, count = _called(file, dialect, places)
        file.write_text(text, encoding="utf-8")
        found += count
    return found


def _called(file: Path, dialect: str, places: dict[str, Path]) -> tuple[str, int]:
    def place(module: str) -> str:
        return "./" + os.path.relpath(places[module], file.parent)

    text = file.read_text("utf-8")
    if dialect == "bicep":
        return BICEP_CALL.subn(lambda m: f"'{place(m[1])}'", text)
    return HCL_SOURCE.subn(lambda m: f'{m[1]}"{place(m[2])}"', text)


def _bicep(file: Path, entry: dict[str, Any]) -> None:
    lines = []
    for name, parameter in entry["parameters"].items():
        kind = parameter["type"]
        default = "" if parameter["required"] else f" = {BICEP_EMPTY[kind]}"
        lines.append(f"param {name} {kind}{default}")
    lines += [f"output {name} string = 'made'" for name in entry["outputs"]]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _terraform(folder: Path, entry: dict[str, Any]) -> None:
    blocks = ['resource "terraform_data" "this" {}']
    for name, parameter in entry["parameters"].items():
        kind = HCL_TYPES.get(parameter["type"], parameter["type"])
        if "fields" in parameter:  # objects that leave out different parts are one type there alone
            kind = "any"
        if parameter["required"]:
            body = f"  type = {kind}"
        else:
            body = f"  type    = {kind}\n  default = null"
        blocks.append(f'variable "{name}" {{\n{body}\n}}')
    for name in entry["outputs"]:
        value = RESOURCE if name == "resource" else "terraform_data.this.id"
        blocks.append(f'output "{name}" {{\n  value = {value}\n}}')
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.tf").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
