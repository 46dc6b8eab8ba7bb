"""aksdesigner export: a design as code or as a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, one_design, speaking
from aksdesigner.cli.pictures import pdf_bytes, png_bytes
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.verifying import tell_verification
from aksdesigner.iac.dialects import DIALECTS, Exported
from aksdesigner.iac.options import (
    AZURERM_VERSIONS,
    DEFAULT,
    MODULE_CHOICES,
    AzurermVersion,
    ModuleChoice,
    options_of,
)
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of
from aksdesigner.present.theme import ThemeName
from aksdesigner.report.findings import judged, reaches, summary_line
from aksdesigner.report.svg import svg_of
from aksdesigner.report.text_exports import TEXTS, Style
from aksdesigner.store.atomic import write_atomically
from aksdesigner.store.problems import StoreError, store_error
from aksdesigner.workspace.batches import Batch, ChangedByHandError, Placed
from aksdesigner.workspace.export import Written, write_all

# what is painted anew each time; nobody edits it in place
PICTURES = ("svg", "png", "pdf")


@click.command("export", context_settings=SETTINGS, short_help="Write code or a picture.")
@one_design
@click.option(
    "--to",
    "forms",
    type=click.Choice([*DIALECTS, *TEXTS, *PICTURES]),
    multiple=True,
    required=True,
)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--theme", type=click.Choice(["light", "dark", "highContrast"]), default="light")
@click.option("--scale", type=click.FloatRange(0.25, 8), default=2.0, help="Of a PNG.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    show_default=True,
    help="Write nothing and exit 1 when a finding is as bad.",
)
@click.option(
    "--azurerm",
    type=click.Choice(AZURERM_VERSIONS),
    default=None,
    help="Major version of the provider that Terraform is written for: 5, with --modules avm 4.",
)
@click.option(
    "--modules",
    type=click.Choice(MODULE_CHOICES),
    default=DEFAULT.modules,
    show_default=True,
    help="Plain resources, or Azure Verified Modules where there is one (Bicep and Terraform).",
)
@click.option(
    "--force", is_flag=True, help="Replace exported files that were changed by hand, too."
)
@click.option(
    "--verify",
    is_flag=True,
    help="Read the code back and compare it with the design; exit 1 when they differ.",
)
@speaking
def export(
    screen: Screen,
    file: Path,
    forms: tuple[str, ...],
    output: Path,
    theme: ThemeName,
    scale: float,
    fail_on: str,
    azurerm: AzurermVersion | None,
    modules: ModuleChoice,
    force: bool,
    verify: bool,
) -> int:
    """Write a design as code, network policies, runbook, graph or picture into a folder.

    Open errors and what a language can't say are listed on standard error; they stop nothing
    unless --fail-on says so. Files of an earlier export that were changed by hand stop it, and then
    nothing is written.

    With --verify the written code is read back and compared with the design: every field, the
    effective routes, the paths and the findings. Where terraform or bicep is on the PATH, its
    formatter and validator run on a copy of the folder. Exit status 1 tells that code and design
    differ, that the code could not be read back or that a program refuses it.
    """
    document = design_of(file, screen)
    analysis = analyze(document)
    findings = judged(document, analysis.findings, date.today())
    if reaches(findings, fail_on):
        screen.error(f"{file}: {summary_line(findings)}; nothing written")
        return 1
    if reaches(findings, "error"):
        screen.say(f"{file}: {summary_line(findings)}; `aksdesigner check` tells which")
    options = options_of(modules, azurerm)
    stem = file.stem if str(file) != "-" else _slug(document.name)
    wanted = dict.fromkeys(forms)
    style = Style(options, theme)
    texts = {form: TEXTS[form].make(analysis, stem, style) for form in wanted if form in TEXTS}
    others = [Batch.of_texts(form, output, made.files) for form, made in texts.items()]
    dialects = [(form, output) for form in wanted if form in DIALECTS]
    try:
        code, more = write_all(document, dialects, others, options, force=force)
    except ChangedByHandError as error:
        raise StoreError(error.path, f"{error.reason} (--force replaces them)") from error
    tell_written(screen, code)
    for placed in more:
        _tell_files(screen, placed, set())
        for text in texts[placed.batch.form].left_out:
            screen.say(f"not exported: {text}")
    for form in wanted:
        if form in PICTURES:
            write_picture(screen, document, analysis, output / f"{stem}.{form}", theme, scale)
    holds = [tell_verification(screen, document, written) for written in code if verify]
    return int(not all(holds))


def tell_written(screen: Screen, code: Sequence[Written]) -> None:
    """List the files of some exports, and what was left out."""
    told: set[Path] = set()
    for written in code:
        _tell_files(screen, written, told)
        _tell_left_out(screen, written.exported)


def _tell_files(screen: Screen, written: Written | Placed, told: set[Path]) -> None:
    for path in written.files:
        if path not in told:
            screen.line(str(path))
    told.update(written.files)
    for path in written.removed:
        screen.say(f"no longer written, removed: {path}")
    for path in written.left:
        screen.say(f"no longer written, but changed by hand: {path} stays")
    for path, lacks in written.filled:
        screen.say(f"filled in by hand, stays: {path}" + _lacks(lacks))


def _lacks(names: Sequence[str]) -> str:
    return f"; it does not name {', '.join(names)}" if names else ""


def _tell_left_out(screen: Screen, exported: Exported) -> None:
    for omission in exported.omissions:
        place = f"{label_of(omission.resource)}.{omission.field}".rstrip(".")
        screen.say(f"not exported: {place}: {omission.reason}")
    for stays in exported.plain or ():
        screen.say(f"plain resource: {label_of(stays.resource)}: {stays.reason}")
    for parameter in exported.to_fill:
        screen.say(f"to fill in: {parameter.name}")
    for handover in exported.handovers:
        screen.say(f"for {handover.team.title}: {handover.folder}")
        for parameter in handover.to_fill:
            screen.say(f"to fill in ({handover.folder}): {parameter.name}")


def write_picture(
    screen: Screen,
    document: Document,
    analysis: Analysis,
    target: Path,
    theme: ThemeName = "light",
    scale: float = 2.0,
) -> None:
    """Write the picture of a design in the form of the target's suffix. Raises StoreError."""
    if target.suffix == ".png":
        data = png_bytes(document, analysis, theme, scale)
    elif target.suffix == ".pdf":
        data = pdf_bytes(document, analysis, theme)
    else:
        data = svg_of(document, analysis, theme).encode("utf-8")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise store_error(target.parent, error, "write") from error
    write_atomically(target, data)
    screen.line(str(target))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "design"
