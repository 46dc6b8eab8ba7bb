"""The README of an exported folder: what to do, in which order, and what was left out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.program import ParameterDeclaration, Program
from aksdesigner.iac.scopes import Scope
from aksdesigner.iac.text.lines import whole
from aksdesigner.iac.text.markdown import code, named, plain
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN

README = "README.md"

BICEP_VALUES = "main.bicepparam"
ARM_VALUES = "azuredeploy.parameters.json"
TERRAFORM_VALUES = "terraform.tfvars"
# files that whoever deploys fills in; once filled in they are theirs
VALUES_FILES = frozenset((BICEP_VALUES, ARM_VALUES, TERRAFORM_VALUES))

MODULES = (
    "Azure Verified Modules with pinned versions make what they can; `terraform init` and the Bicep "
    "program fetch them from their registry. Their telemetry is switched off. What has no module is "
    "written as before."
)
OTHERS = (
    "The network needs additions to what others own, which nothing here changes. Each team gets one "
    "folder and deploys it alone, after this deployment made what it refers to. Where something here "
    "waits for it, this is deployed once more after that. Its README says what is added and how."
)
STAY_PLAIN = "These have a module and are plain resources all the same:"
AGAIN = (
    "Exporting again replaces these files. One that was changed by hand stops the export, which "
    "then names it and writes nothing; `--force` replaces it all the same. The file of values stays "
    "as it was filled in. Commit `.aksdesigner.json`: it knows which files stand as they were written."
)
ROLES = "Microsoft.Authorization/roleAssignments"


@dataclass(frozen=True)
class Subject:
    """What a README is about; the lists keep the order of the export.

    `plain` tells which resources stay plain ones although modules were asked for, None where no
    modules were. `group` and `region` are what the design says about where it is deployed;
    `scopes` are the places of a deployment that goes to several groups or subscriptions, else none.
    `teams` are the folders of other teams, each with whom it is for and what waits for it.
    """

    name: str
    dialect: str
    title: str
    files: tuple[str, ...]
    program: Program
    to_fill: tuple[ParameterDeclaration, ...]
    omissions: tuple[Omission, ...]
    plain: tuple[Omission, ...] | None = None
    group: str | None = None
    region: str | None = None
    scopes: tuple[Scope, ...] = ()
    teams: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def readme(subject: Subject) -> str:
    """Return the text, which begins with a mark of its dialect (`joined`)."""
    lines = [mark(subject.dialect), f"# {plain(subject.name)} ({subject.title})", ""]
    lines += ["Written by aksdesigner from the design of the network.", "", "## Before", ""]
    lines += [*_before(subject), "", "## Deploy", ""]
    lines += [f"{i}. {step}" for i, step in enumerate(_steps(subject), 1)]
    lines += _of_teams(subject)
    lines += ["", "## Fill in", "", *_fill_in(subject)]
    if subject.plain is not None:
        lines += ["", "## Modules", "", MODULES]
        lines += ["", STAY_PLAIN, "", *_by_resource(subject.plain)] if subject.plain else []
    lines += ["", "## Left out", ""]
    lines += _by_resource(subject.omissions) or ["Nothing."]
    lines += ["", "## Exporting again", "", AGAIN]
    return whole("\n".join(lines)) + "\n"


def joined(before: str, text: str, dialect: str) -> str:
    """Return the README of a folder with the text of a dialect in its place.

    What other dialects of the folder said in `before` stays, in the order of their names.
    """
    parts = _MARK.split(before)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    said[dialect] = text.removeprefix(mark(dialect) + "\n")
    return "\n".join(f"{mark(name)}\n{said[name].rstrip()}\n" for name in sorted(said))


_MARK = re.compile(r"^<!-- aksdesigner: ([a-z0-9-]+) -->\n", re.MULTILINE)


def mark(dialect: str) -> str:
    """Return the line that the part of a dialect begins with."""
    return f"<!-- aksdesigner: {dialect} -->"


def _of_teams(subject: Subject) -> list[str]:
    if not subject.teams:
        return []
    lines = ["", "## Other teams", "", OTHERS, ""]
    for folder, title, waits in subject.teams:
        when = f", before {', '.join(map(plain, waits))}" if waits else ", afterwards"
        lines.append(f"- {code(folder)} for {plain(title)}{when}")
    return lines


def _before(subject: Subject) -> list[str]:
    lines = _groups(subject)
    keys = (d.resource for d in subject.program.declarations if d.existing)
    theirs = [named(key) for key in dict.fromkeys(keys) if split_key(key)[0] in KIND_BY_TOKEN]
    if theirs:
        lines.append(f"- These are there already and only referred to: {', '.join(theirs)}.")
    if any(ROLES in d.type or "role_assignment" in d.type for d in subject.program.declarations):
        lines.append(
            "- Roles are given to the clusters' identities, so whoever deploys needs the right to "
            "give roles (Role Based Access Control Administrator or Owner)."
        )
    return lines


def _groups(subject: Subject) -> list[str]:
    region = shlex.quote(subject.region or "REGION")
    if not subject.scopes:
        command = code(f"az group create --name {_group(subject)} --location {region}")
        return [f"- The resource group has to exist; everything is deployed into it: {command}."]
    lines = ["- The resource groups have to exist:"]
    for scope in subject.scopes:
        where = f" in subscription {plain(scope.subscription)}" if scope.subscription else ""
        group = shlex.quote(scope.group or "GROUP")
        lines.append(f"  - {code(f'az group create --name {group} --location {region}')}{where}")
    return lines


def _steps(subject: Subject) -> list[str]:
    if subject.dialect == "terraform":
        values = TERRAFORM_VALUES if TERRAFORM_VALUES in subject.files else ""
        return [
            *_values_step(subject, values, "environment variables `TF_VAR_name`"),
            "Sign in with `az login` and name the subscription in `ARM_SUBSCRIPTION_ID`.",
            "Run `terraform init`, then `terraform plan -out plan`, and read what would change.",
            "Run `terraform apply plan`.",
        ]
    if subject.dialect == "arm":
        main, values, how = (
            "azuredeploy.json",
            ARM_VALUES,
            "`--parameters NAME=VALUE`, or asked for",
        )
    else:
        main, values = "main.bicep", BICEP_VALUES
        how = "the environment variable of its parameter's name"
    has_values = values in subject.files
    source = f"--template-file {main}"
    if has_values and subject.dialect == "bicep":
        source = f"--parameters {values}"
    elif has_values:
        source += f" --parameters {values}"
    level, where = "group", f"--resource-group {_group(subject)} {source}"
    if subject.scopes:
        level, where = "sub", f"--location {shlex.quote(subject.region or 'REGION')} {source}"
    return [
        *_values_step(subject, values if has_values else "", how),
        "Sign in with `az login` and choose the subscription: `az account set --subscription NAME`.",
        f"See what would change: {code(f'az deployment {level} what-if {where}')}.",
        f"Deploy: {code(f'az deployment {level} create {where}')}.",
    ]


def _values_step(subject: Subject, values: str, how: str) -> list[str]:
    lines = [f"Replace the examples in `{values}` with your own values."] if values else []
    if any(parameter.secure for parameter in subject.to_fill):
        lines.append(f"Give the secrets by {how}; they stand in no file.")
    return lines


def _group(subject: Subject) -> str:
    return shlex.quote(subject.group or "GROUP")


def _fill_in(subject: Subject) -> list[str]:
    return [filled(parameter) for parameter in subject.to_fill] or ["Nothing."]


def filled(parameter: ParameterDeclaration) -> str:
    """Return the line about a parameter that whoever deploys gives."""
    notes = [
        word
        for word, holds in (("secret", parameter.secure), ("optional", parameter.optional))
        if holds
    ]
    note = f" ({', '.join(notes)})" if notes else ""
    return f"- `{parameter.name}`{note}: {plain(parameter.description)}"


def _by_resource(omissions: Iterable[Omission]) -> list[str]:
    """Return the lines, those of one resource together, each resource where it comes first."""
    found: dict[Key, list[str]] = {}
    for item in omissions:
        line = f"- {named(item.resource)}, {item.field}: {plain(item.reason)}"
        found.setdefault(item.resource, []).append(line)
    return [line for lines in found.values() for line in lines]
