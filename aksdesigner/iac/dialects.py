"""DIALECTS: what a design can be exported to, and the files of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.iac.arm.bicep import bicep_files, lower_arm
from aksdesigner.iac.arm.placing import placed
from aksdesigner.iac.arm.template import template_files
from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.avm.substitution import with_modules
from aksdesigner.iac.design import Design
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.handover.handover import Handover, handovers_of
from aksdesigner.iac.handover.order import waiting
from aksdesigner.iac.handover.readme import team_readme
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.program import ParameterDeclaration, Program
from aksdesigner.iac.readme import README, Subject, readme
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.iac.terraform.files import lower_azurerm, terraform_files
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key


@dataclass(frozen=True)
class Dialect:
    """A language: its name for people, how a design is lowered, cut into modules, and printed."""

    name: str
    title: str
    lower: Callable[[Design], Draft]
    cut: Callable[[Design, Program], ProgramTree]
    text: Callable[[Design, ProgramTree], dict[str, str]]

    def files(self, design: Design, program: Program) -> dict[str, str]:
        """Return the files of a program."""
        return self.text(design, self.cut(design, program))


@dataclass(frozen=True)
class Exported:
    """What an export writes, and what a reader has to know about it.

    `files` maps paths below the folder to texts, `to_fill` are the parameters that whoever deploys
    gives, `resources` maps each declaration's symbol to the key of its drawn resource. `plain`
    tells, where modules were asked for, which resources stay plain ones and why; None where not.
    `handovers` are what other teams get, each in a folder of its own: `files` has theirs too, but
    `program` and `to_fill` are those of the main deployment alone.
    """

    dialect: str
    files: dict[str, str]
    omissions: tuple[Omission, ...]
    to_fill: tuple[ParameterDeclaration, ...]
    resources: dict[str, Key]
    program: Program
    plain: tuple[Omission, ...] | None = None
    handovers: tuple[Handover, ...] = ()


def _whole(_: Design, program: Program) -> ProgramTree:
    """A root module of Terraform is one program, whatever files it stands in."""
    return ProgramTree(program, (), spans=False)


DIALECTS: dict[str, Dialect] = {
    "bicep": Dialect("bicep", "Bicep", lower_arm, placed, bicep_files),
    "terraform": Dialect("terraform", "Terraform", lower_azurerm, _whole, terraform_files),
    "arm": Dialect("arm", "ARM template", lower_arm, placed, template_files),
}


def export(document: Document, dialect: str, options: ExportOptions = DEFAULT) -> Exported:
    """Return a design in a dialect. Raises KeyError for a dialect that is not in DIALECTS."""
    chosen = DIALECTS[dialect]
    design = Design(document, options)
    draft = chosen.lower(design)
    program = draft.finished()
    plain: tuple[Omission, ...] | None = None
    if options.modules == "avm" and dialect in LANGUAGES:
        found = with_modules(program, dialect, options.azurerm)
        program, plain = found.program, found.plain
    omissions = tuple(draft.omissions)
    tree = chosen.cut(design, program)
    to_fill = tuple(p for p in tree.main.parameters if p.default is None and not p.drawn)
    files = chosen.text(design, tree)
    handovers = handovers_of(design, dialect)
    subject = Subject(
        document.name,
        dialect,
        chosen.title,
        tuple(files),
        program,
        to_fill,
        omissions,
        plain,
        design.settings.resource_group,
        design.settings.region,
        _spanned(design, dialect),
        tuple((h.folder, h.team.title, waiting(design, h.team)) for h in handovers),
    )
    files[README] = readme(subject)
    resources = {d.symbol: d.resource for d in program.declarations}
    for handover in handovers:
        files |= {f"{handover.folder}/{name}": text for name, text in handover.files}
        about = team_readme(design, handover, program, chosen.title)
        files[f"{handover.folder}/{README}"] = about
        resources = {d.symbol: d.resource for d in handover.declarations} | resources
    return Exported(dialect, files, omissions, to_fill, resources, program, plain, handovers)


def _spanned(design: Design, dialect: str) -> tuple[Scope, ...]:
    """Return the scopes of a design that is deployed to several; none for a single one."""
    scopes = Scopes(design)
    if not scopes.are_several:
        return ()
    # Terraform always asks the default group for its region
    asked = {scopes.default} if dialect == "terraform" else set()
    return tuple(sorted({*scopes.deployed, *asked}))
