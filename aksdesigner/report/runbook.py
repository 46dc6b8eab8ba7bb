"""The runbook of a design: az and kubectl commands in their order, its names filled in.

Every value of the design is one word of the shell. Ids and secrets never stand in it: what the
design does not know is a variable that has to be set first.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.text.lines import whole
from aksdesigner.report.markdown import inline
from aksdesigner.report.runbook_checks import checks_of
from aksdesigner.report.runbook_upgrade import upgrade_of
from aksdesigner.report.runbook_where import Where, group_word, in_subscription, variable
from aksdesigner.report.shell import Step, line, word

FILE = "runbook.md"


def runbook_of(analysis: Analysis, options: ExportOptions = DEFAULT) -> str:
    """Return the runbook as Markdown; the same design gives the same text."""
    document = analysis.document
    steps = steps_of(analysis, options)
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


def steps_of(analysis: Analysis, options: ExportOptions = DEFAULT) -> list[Step]:
    """Return the steps of the runbook, in the order in which they are done."""
    where = Where(analysis.document)
    steps = [*_start(analysis, where), *_deployment(analysis, options, where)]
    return [*steps, *checks_of(analysis, where), *upgrade_of(analysis, where)]


def _start(analysis: Analysis, where: Where) -> Iterator[Step]:
    aliases = where.aliases()
    more = "".join(
        f"\n- `{variable(alias)}`: the subscription {inline(alias)}" for alias in aliases
    )
    yield Step(
        "Subscription",
        ("az login", 'az account set --subscription "${SUBSCRIPTION:?}"'),
        "Set `SUBSCRIPTION` to yours, and `GROUP` and `LOCATION` where they are asked for."
        + (f" The design spans more; their ids go into\n{more}" if more else ""),
        is_chapter=True,
    )
    yield Step(
        "Resource groups",
        _groups(analysis, where),
        "A group that is there stays as it is.",
        is_chapter=True,
    )


def _groups(analysis: Analysis, where: Where) -> tuple[str, ...]:
    """Return the commands that make each group which gets a resource."""
    found = where.regions()
    region = analysis.document.settings.region or next(filter(None, found.values()), None)
    return tuple(
        line(
            "az group create --name",
            group_word(scope),
            "--location",
            word(own or region) if own or region else '"${LOCATION:?}"',
            *in_subscription(scope),
        )
        for scope, own in found.items()
    )


def _deployment(analysis: Analysis, options: ExportOptions, where: Where) -> Iterator[Step]:
    files = export(analysis.document, "bicep", options).files
    is_wide = "targetScope = 'subscription'" in files["main.bicep"]
    scope = ["sub"] if is_wide else ["group"]
    place = ("--location", '"${LOCATION:?}"') if is_wide else where.at(where.scopes.default)
    given = "main.bicepparam" if "main.bicepparam" in files else None
    what = ["--parameters", given] if given else ["--template-file", "main.bicep"]
    yield Step(
        "Deploy with Bicep",
        (
            "bicep build main.bicep --stdout > /dev/null",
            line("az", "deployment", *scope, "what-if", *place, *what),
            line("az", "deployment", *scope, "create", "--name", "network", *place, *what),
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
