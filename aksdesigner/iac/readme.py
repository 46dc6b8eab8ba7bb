"""The README of an exported folder: how to deploy, what to fill in, what was left out."""

from __future__ import annotations

from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.text.lines import comment_text, whole
from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN

STEPS = {
    "bicep": (
        "Replace the examples in `main.bicepparam` (where there is one) with your own values.",
        "See what would change: `az deployment group what-if --resource-group GROUP "
        "--template-file main.bicep`, with `--parameters main.bicepparam` instead of the template "
        "where that file exists.",
        "Deploy with `az deployment group create` and the same arguments. A secret is read from the "
        "environment variable of its parameter's name.",
    ),
    "arm": (
        "Replace the examples in `azuredeploy.parameters.json` (where there is one) with your own "
        "values.",
        "See what would change: `az deployment group what-if --resource-group GROUP "
        "--template-file azuredeploy.json`, with `--parameters azuredeploy.parameters.json` where "
        "that file exists.",
        "Deploy with `az deployment group create` and the same arguments. Secrets are given as "
        "`--parameters NAME=VALUE` or asked for.",
    ),
    "terraform": (
        "Replace the examples in `terraform.tfvars` with your own values; give secrets as "
        "environment variables `TF_VAR_name`.",
        "Sign in with `az login` and name the subscription in `ARM_SUBSCRIPTION_ID`.",
        "Run `terraform init`, `terraform plan -out plan` and `terraform apply plan`.",
    ),
}

MODULES = (
    "Azure Verified Modules with pinned versions make what they can; `terraform init` and the Bicep "
    "program fetch them from their registry. Their telemetry is switched off. What has no module is "
    "written as before."
)
STAY_PLAIN = "These have a module and are plain resources all the same:"


def readme(
    name: str,
    dialect: str,
    title: str,
    to_fill: tuple[ParameterDeclaration, ...],
    omissions: tuple[Omission, ...],
    plain: tuple[Omission, ...] | None = None,
) -> str:
    """Return the text; the lists keep the order of the export.

    `plain` tells which resources stay plain ones although modules were asked for.
    """
    lines = [f"# {_plain(name)}", "", f"Written by aksdesigner as {title}.", "", "## Deploy", ""]
    lines += ["The resource group has to exist; everything is deployed into it.", ""]
    lines += [f"{i}. {step}" for i, step in enumerate(STEPS[dialect], 1)]
    lines += ["", "## Fill in", ""]
    lines += [_filled(parameter) for parameter in to_fill] or ["Nothing."]
    if plain is not None:
        lines += ["", "## Modules", "", MODULES]
        lines += ["", STAY_PLAIN, "", *map(_left, plain)] if plain else []
    lines += ["", "## Left out", ""]
    lines += [_left(omission) for omission in omissions] or ["Nothing."]
    return whole("\n".join(lines)) + "\n"


def _filled(parameter: ParameterDeclaration) -> str:
    notes = [
        word
        for word, holds in (("secret", parameter.secure), ("optional", parameter.optional))
        if holds
    ]
    note = f" ({', '.join(notes)})" if notes else ""
    return f"- `{parameter.name}`{note}: {_plain(parameter.description)}"


def _left(omission: Omission) -> str:
    kind, name = split_key(omission.resource)
    title = KIND_BY_TOKEN[kind].title if kind in KIND_BY_TOKEN else kind
    return f"- {title} {_plain(name)}, {omission.field}: {_plain(omission.reason)}"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return "".join(
        f"\\{char}" if char in "\\`*_{}[]<>#|!&~" else char for char in comment_text(text)
    )
