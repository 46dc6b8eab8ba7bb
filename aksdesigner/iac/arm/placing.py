"""A program in modules by concern and scope, as Bicep and ARM templates both write it."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.iac.design import Design
from aksdesigner.iac.expression import Call
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.modules.units import units_of
from aksdesigner.iac.modules.wiring import tree_of
from aksdesigner.iac.program import Program
from aksdesigner.iac.scopes import Scopes


def placed(design: Design, program: Program) -> ProgramTree:
    """Return a program as main and modules; one concern in one scope is main alone."""
    scopes = Scopes(design)
    units = units_of(scopes, program)
    if len(set(units.values())) < 2 and not scopes.are_several:
        return ProgramTree(program, (), spans=False)
    tree = tree_of(program, units, scopes)
    return replace(tree, main=_of_main(tree))


def _of_main(tree: ProgramTree) -> Program:
    """Return main with the region that its own scope can name."""
    if not tree.spans:
        return tree.main
    here = Call("deployment", (), "location")
    group = Call("resourceGroup", (), "location")
    parameters = tuple(
        replace(p, default=here) if p.default == group else p for p in tree.main.parameters
    )
    return replace(tree.main, parameters=parameters)
