"""The README of a team's folder: what is added to what, when, how, and what is left to do by hand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.handover.handover import Handover
from aksdesigner.iac.handover.order import first_addresses, waiting
from aksdesigner.iac.program import Program
from aksdesigner.iac.readme import (
    ARM_VALUES,
    BICEP_VALUES,
    TERRAFORM_VALUES,
    filled,
    mark,
)
from aksdesigner.iac.text.lines import whole
from aksdesigner.iac.text.markdown import code, named, plain
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.peering import Peering

THEIRS = (
    "Nothing that is there is changed or removed; what is named here is referred to. If something of "
    "the same name is there already, Bicep and ARM set it to these values, and Terraform stops: "
    "import it. Where the owner has code of its own that lists all routes, rules or records of a "
    "resource, take these into it, or its next deployment removes them."
)


def team_readme(design: Design, handover: Handover, program: Program, title: str) -> str:
    """Return the text, which begins with a mark of its dialect.

    `program` is that of the main deployment, `title` the dialect for people.
    """
    team = handover.team
    lines = [mark(handover.dialect), f"# For {plain(team.title)} ({title})", ""]
    lines += [
        f"The network of the design {plain(design.document.name)} needs this in what is yours. "
        "Written by aksdesigner.",
    ]
    if handover.tree is not None:
        lines += ["", "## What is added", "", *_added(team.additions), "", THEIRS]
        lines += ["", "## When", "", *_numbered(_when(design, handover, program))]
        lines += ["", "## How", "", *_numbered(_how(handover))]
        lines += ["", "## Fill in", ""]
        lines += [filled(parameter) for parameter in handover.to_fill] or ["Nothing."]
    if team.steps:
        lines += ["", "## By hand", "", "These set a field of something that is there:", ""]
        for step in team.steps:
            lines.append(f"- {plain(step.what)}{':' if step.command else ''}")
            lines += [f"  {code(step.command)}"] if step.command else []
    return whole("\n".join(lines)) + "\n"


def _numbered(steps: Iterator[str]) -> list[str]:
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def _added(additions: tuple[Addition, ...]) -> Iterator[str]:
    for addition in additions:
        for item in addition.items:
            yield f"- {named(addition.owner)}: {_said(addition, item)}"


def _said(addition: Addition, item: Any) -> str:
    if addition.field == HALF:
        return _half(item)
    if addition.field == ROLE:
        return f"role {item.role} for the identity of {named(addition.drawn)}"
    kind = addition.owner.partition(":")[0]
    if addition.field == "routes":
        hop = f" {item.next_hop_ip}" if item.next_hop_ip else ""
        return f"route {plain(item.name)}, {plain(str(item.prefix))} to {item.next_hop_type}{hop}"
    if addition.field == "rules" and kind == "nsg":
        return f"rule {plain(item.name)}, {item.direction} {item.priority}, {item.access}"
    if addition.field == "rules":
        targets = ", ".join(str(target) for target in item.targets)
        return f"forwarding of {plain(item.suffix)} to {targets}"
    if addition.field == "records":
        return f"record {plain(item[0])}, {item[1]}"
    vnet = item if isinstance(item, str) else item.vnet
    word = "connection" if addition.field == "connections" else "link"
    return f"{word} to {named(key_of('vnet', vnet))}"


def _half(half: Peering) -> str:
    says = [
        words
        for words, holds in (
            ("no access for the network itself", not half.allow_virtual_network_access),
            ("forwarded traffic allowed", half.allow_forwarded_traffic),
            ("your gateway is offered", half.allow_gateway_transit),
            ("their gateway is used", half.use_remote_gateways),
        )
        if holds
    ]
    return f"its half of the peering to {named(key_of('vnet', half.to))}" + (
        f" ({', '.join(says)})" if says else ""
    )


def _when(design: Design, handover: Handover, program: Program) -> Iterator[str]:
    waits = waiting(design, handover.team)
    if not waits:
        yield "After the main deployment: its networks have to be there."
        return
    what = ", ".join(plain(text) for text in waits)
    targets = first_addresses(handover, program) if handover.dialect == "terraform" else ()
    if targets:
        command = shlex.join(["terraform", "apply", *(f"-target={t}" for t in targets)])
        yield f"The main deployment makes what this refers to: {code(command)}."
    else:
        yield f"The main deployment runs for the first time and stops at what waits: {what}."
    yield "This is applied."
    yield f"The main deployment makes the rest, with {what}."


def _how(handover: Handover) -> Iterator[str]:
    files = dict(handover.files)
    values = next(
        (name for name in (BICEP_VALUES, ARM_VALUES, TERRAFORM_VALUES) if name in files), ""
    )
    if values:
        yield f"Replace the examples in `{values}` with your own values."
    places = handover.places
    assert places is not None
    subscription = shlex.quote(places.subscription or "NAME")
    if handover.dialect == "terraform":
        yield (
            f"Sign in with `az login` and name the subscription ({code(subscription)}) in "
            "`ARM_SUBSCRIPTION_ID`."
        )
        yield "Run `terraform init`, then `terraform plan -out plan`, and read what would change."
        yield "Run `terraform apply plan`."
        return
    main = "main.bicep" if handover.dialect == "bicep" else "azuredeploy.json"
    source = f"--template-file {main}"
    if values:
        source = (
            f"--parameters {values}"
            if values == BICEP_VALUES
            else f"{source} --parameters {values}"
        )
    group = shlex.quote(places.default.group or "GROUP")
    level, where = "group", f"--resource-group {group} {source}"
    if places.are_several:
        region = shlex.quote(places.design.settings.region or "REGION")
        level, where = "sub", f"--location {region} {source}"
    yield f"Sign in with `az login`; {code(f'az account set --subscription {subscription}')}."
    yield f"See what would change: {code(f'az deployment {level} what-if {where}')}."
    yield f"Deploy: {code(f'az deployment {level} create {where}')}."
