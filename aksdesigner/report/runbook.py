"""The runbook of a design: az and kubectl commands in their order, its names filled in.

Every value of the design is one word of the shell. Ids and secrets never stand in it: what the
design does not know is a variable that has to be set first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.text.lines import whole
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.report.markdown import inline
from aksdesigner.report.runbook_checks import checks_of
from aksdesigner.report.runbook_upgrade import upgrade_of
from aksdesigner.report.shell import Step, group_word, line, word

FILE = "runbook.md"


def runbook_of(analysis: Analysis, options: ExportOptions = DEFAULT) -> str:
    """Return the runbook as Markdown; the same design gives the same text."""
    document = analysis.document
    steps = [*_start(analysis), *_deployment(analysis, options), *checks_of(analysis)]
    steps += upgrade_of(analysis)
    lines = [f"# Runbook of {inline(document.name)}", ""]
    lines += [
        "Commands for bash with az, kubectl and bicep or terraform. Nothing of it was run here: read",
        "each command before it is entered. A variable that is not set stops its command.",
        "",
    ]
    number = 0
    for step in steps:
        if step.is_chapter:
            number += 1
            lines += [f"## {number}. {step.title}", ""]
        else:
            lines += [f"### {step.title}", ""]
        lines += [f"{step.text}", ""] if step.text else []
        if step.commands:
            lines += ["```bash", *step.commands, "```", ""]
    return whole("\n".join(lines))


def _start(analysis: Analysis) -> Iterator[Step]:
    settings = analysis.document.settings
    commands = ["az login", 'az account set --subscription "${SUBSCRIPTION:?}"']
    yield Step(
        "Subscription",
        tuple(commands),
        "Set `SUBSCRIPTION` to yours, and `GROUP` and `LOCATION` where they are asked for."
        + (
            " The design spans several: choose the one of each step."
            if settings.subscriptions
            else ""
        ),
        is_chapter=True,
    )
    groups = _groups(analysis)
    yield Step(
        "Resource groups",
        tuple(
            line("az", "group", "create", "--name", name, "--location", place)
            for name, place in groups
        ),
        "A group that is there stays as it is.",
        is_chapter=True,
    )


def _groups(analysis: Analysis) -> list[tuple[str, str]]:
    """Return the words for name and region of each group that gets a resource."""
    design = Design(analysis.document)
    settings = analysis.document.settings
    region = settings.region or next(
        (v.region for _, v in design.index.of_kind(VirtualNetwork) if v.region), None
    )
    found: dict[str, str] = {}
    for entry in design.index.entries:
        resource: Any = entry.resource
        if hasattr(resource, "resource_group") and not design.is_existing(entry.key):
            group = group_word(analysis, resource)
            place = resource.region or region
            found.setdefault(group, word(place) if place else '"${LOCATION:?}"')
    return list(found.items())


def _deployment(analysis: Analysis, options: ExportOptions) -> Iterator[Step]:
    files = export(analysis.document, "bicep", options).files
    is_wide = "targetScope = 'subscription'" in files["main.bicep"]
    scope = ["sub"] if is_wide else ["group"]
    where = (
        ["--location", '"${LOCATION:?}"']
        if is_wide
        else ["--resource-group", _main_group(analysis)]
    )
    given = "main.bicepparam" if "main.bicepparam" in files else None
    what = ["--parameters", given] if given else ["--template-file", "main.bicep"]
    yield Step(
        "Deploy with Bicep",
        (
            "bicep build main.bicep --stdout > /dev/null",
            line("az", "deployment", *scope, "what-if", *where, *what),
            line("az", "deployment", *scope, "create", "--name", "network", *where, *what),
        ),
        "In the folder of the Bicep export. Read what what-if says before you create anything; a "
        "deletion that you don't expect is a reason to stop."
        + (" Replace the examples in `main.bicepparam` first." if given else ""),
        is_chapter=True,
    )
    yield Step(
        "Or with Terraform",
        (
            'export ARM_SUBSCRIPTION_ID="$(az account show --query id --output tsv)"',
            "terraform init",
            "terraform fmt -check -recursive",
            "terraform validate",
            "terraform plan -out network.tfplan",
            "terraform apply network.tfplan",
        ),
        "In the folder of the Terraform export; one of the two ways, never both.",
    )


def _main_group(analysis: Analysis) -> str:
    group = analysis.document.settings.resource_group
    return word(group) if group else '"${GROUP:?}"'
