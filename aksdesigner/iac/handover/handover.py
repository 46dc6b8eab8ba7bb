"""Handover: a folder for one team, with a program of its own that adds to what the team owns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.iac.arm.bicep import bicep_files
from aksdesigner.iac.arm.template import template_files
from aksdesigner.iac.design import Design
from aksdesigner.iac.handover.additions import additions_of
from aksdesigner.iac.handover.arm import arm_tree
from aksdesigner.iac.handover.azurerm import azurerm_tree
from aksdesigner.iac.handover.places import Places, written_from
from aksdesigner.iac.handover.steps import steps_of
from aksdesigner.iac.handover.teams import Team, teams_of
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.program import Declaration, ParameterDeclaration
from aksdesigner.iac.scopes import Scopes
from aksdesigner.iac.terraform.files import MAIN, root_files
from aksdesigner.iac.text.hcl import print_main

FOLDER = "handover"


@dataclass(frozen=True)
class Handover:
    """What one team gets in one language.

    `tree` is its program, None where everything is done by hand; `files` map paths below the
    team's folder to texts. `places` says where the team's code is deployed and what it calls the
    places of others.
    """

    team: Team
    dialect: str
    places: Places | None = None
    tree: ProgramTree | None = None
    files: tuple[tuple[str, str], ...] = ()

    @property
    def folder(self) -> str:
        """The path of the team's folder below that of the export."""
        return f"{FOLDER}/{self.team.slug}"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Everything that the program declares, in whatever module."""
        if self.tree is None:
            return ()
        inner = (d for module in self.tree.modules for d in module.program.declarations)
        return (*self.tree.main.declarations, *inner)

    @property
    def to_fill(self) -> tuple[ParameterDeclaration, ...]:
        """The parameters that the team gives."""
        found = self.tree.main.parameters if self.tree else ()
        return tuple(p for p in found if p.default is None and not p.drawn)

    def own_files(self, files: dict[str, str]) -> dict[str, str]:
        """Return the files of this folder out of those of an export, by their path in it."""
        start = f"{self.folder}/"
        return {n.removeprefix(start): t for n, t in files.items() if n.startswith(start)}


@dataclass(frozen=True)
class _Language:
    tree: Callable[[Design, Team, Places], ProgramTree]
    text: Callable[[Design, ProgramTree, str], dict[str, str]]


def handovers_of(design: Design, dialect: str) -> tuple[Handover, ...]:
    """Return what other teams have to do for a design, a folder for each, in a dialect."""
    scopes = Scopes(design)
    language = _LANGUAGES[dialect]
    there: Design | None = None
    found = []
    for team in teams_of(scopes, additions_of(design), steps_of(scopes)):
        if not team.additions:
            found.append(Handover(team, dialect))
            continue
        there = there or Design(written_from(design.document), design.options)
        places = Places(scopes, team.scopes)
        tree = language.tree(there, team, places)
        about = (
            f"For {team.title}: what the network of the design {design.document.name} needs in "
            "what is theirs, written by aksdesigner."
        )
        files = language.text(there, tree, about)
        found.append(Handover(team, dialect, places, tree, tuple(files.items())))
    return tuple(found)


def _terraform_files(design: Design, tree: ProgramTree, about: str) -> dict[str, str]:
    title = (about,)
    main = {MAIN: print_main(tree.main, title, tree.main.declarations)}
    return root_files(design, tree.main, title, main)


_LANGUAGES = {
    "bicep": _Language(arm_tree, bicep_files),
    "terraform": _Language(azurerm_tree, _terraform_files),
    "arm": _Language(arm_tree, template_files),
}
