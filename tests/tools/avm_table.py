"""Check the shape of resources/azure/avm.json: ``python -m tests.tools.avm_table``.

The table holds facts from the modules' public repositories, so each entry has to name the files and
commits that it was read from and what ties its version to them.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from aksdesigner import resources

VERSION = re.compile(r"\d+\.\d+\.\d+")
COMMIT = re.compile(r"[0-9a-f]{40}")
NAMES = {"bicep": re.compile(r"[a-z][A-Za-z0-9]*"), "terraform": re.compile(r"[a-z][a-z0-9_]*")}
MODULES = {
    "bicep": re.compile(r"br/public:avm/res/[a-z-]+(/[a-z-]+)+"),
    "terraform": re.compile(r"Azure/avm-res-[a-z]+-[a-z]+/azurerm(//modules/[a-z_]+)?"),
}
REPOSITORIES = {
    "bicep": re.compile(r"Azure/bicep-registry-modules"),
    "terraform": re.compile(r"Azure/terraform-azurerm-avm-res-[a-z]+-[a-z]+"),
}
TYPES = {
    "bicep": {"string", "int", "bool", "array", "object"},
    "terraform": {"string", "number", "bool", "list", "set", "map", "object"},
}
PARTS = {"type", "required", "fields", "values"}


def problems(table: dict[str, Any]) -> list[str]:
    """Return what is wrong with a table, one line each."""
    found = []
    for language in sorted(MODULES):
        for name, entry in table.get(language, {}).items():
            found += [f"{language} {name}: {line}" for line in _entry(language, entry)]
        if not table.get(language):
            found.append(f"{language}: no modules")
    return found


def _entry(language: str, entry: dict[str, Any]) -> list[str]:
    found = []
    if not MODULES[language].fullmatch(entry.get("module", "")):
        found.append("no name of a module")
    if not VERSION.fullmatch(entry.get("version", "")):
        found.append("the version is not one exact version")
    if len(entry.get("evidence", "")) < 20:
        found.append("nothing says what ties the version to the sources")
    if not {"resourceId", "resource_id", "resource"} & {*entry["outputs"]}:
        found.append("no output is the resource or its id")
    if language == "terraform" and not entry.get("azurerm", {}).get("majors"):
        found.append("nothing says which azurerm it allows")
    return found + _sources(language, entry) + _parameters(language, entry)


def _sources(language: str, entry: dict[str, Any]) -> list[str]:
    found = [] if entry.get("sources") else ["no source"]
    for source in entry.get("sources", ()):
        if set(source) != {"repository", "path", "commit"}:
            found.append("a source is not repository, path and commit")
        elif not REPOSITORIES[language].fullmatch(source["repository"]):
            found.append(f"{source['repository']} is no repository of the modules")
        elif not COMMIT.fullmatch(source["commit"]):
            found.append(f"{source['path']} has no commit")
    return found


def _parameters(language: str, entry: dict[str, Any]) -> list[str]:
    found = []
    for name, parameter in entry["parameters"].items():
        if not NAMES[language].fullmatch(name):
            found.append(f"{name} is no name of a parameter")
        if parameter.get("type") not in TYPES[language]:
            found.append(f"{name} has no type of the language")
        if not isinstance(parameter.get("required"), bool):
            found.append(f"{name} does not say whether it is required")
        if set(parameter) - PARTS:
            found.append(f"{name} says more than type, required, fields and values")
    return found


def main() -> int:
    """Print the problems; 1 when there are any."""
    found = problems(resources.data("azure", "avm.json"))
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
