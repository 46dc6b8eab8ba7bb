"""The neutral program: parameters, declarations and outputs, before any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from aksdesigner.iac.expression import (
    Expression,
    Fields,
    Parameter,
    Property,
    parts_of,
)
from aksdesigner.iac.value_rules import ValueRule
from aksdesigner.model.ids import Key

ParameterType = Literal["string", "int", "strings", "image"]


@dataclass(frozen=True)
class ParameterDeclaration:
    """A value that whoever deploys gives.

    `example` makes a plan run and is never a default; a parameter with neither default nor
    example is a secret. `optional` says that leaving it out is a choice: `condition` of a
    declaration then decides what is left out with it. `drawn` says that the example is what the
    design says. `choices` are all the values that there are, `rule` what else a value keeps; the
    example and the default keep both. `may_be_empty` is said of a module's parameter that main leaves empty where nobody gives a value. `stands_for` is the key of what an id is asked for (``paas:redis``), drawn or not.
    """

    name: str
    type: ParameterType
    description: str
    secure: bool = False
    default: Expression | None = None
    example: Expression | None = None
    optional: bool = False
    drawn: bool = False
    resource: Key = ""
    stands_for: Key = ""
    choices: tuple[str, ...] = ()
    may_be_empty: bool = False
    rule: ValueRule | None = None

    @property
    def is_needed(self) -> bool:
        """Whether an empty text would be no value: what is asked for and may not be left out."""
        needed = self.default is None and not self.optional and not self.may_be_empty
        return self.type == "string" and needed

    @property
    def lengths(self) -> tuple[int | None, int | None]:
        """The fewest and the most characters of a text, None where nothing bounds them."""
        if self.choices or self.type != "string":
            return None, None
        rule = self.rule
        shortest = (rule.shortest if rule else None) or 1
        return (shortest if self.is_needed else None), (rule.longest if rule else None)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The lowest and the highest number, None where nothing bounds them."""
        return (self.rule.lowest, self.rule.highest) if self.rule else (None, None)


@dataclass(frozen=True)
class ModuleSource:
    """Where a registry has a module: the source without its version, and the pinned version."""

    source: str
    version: str


@dataclass(frozen=True)
class Declaration:
    """One resource of the program; `existing` ones are only referred to.

    `condition` names an optional parameter: the resource exists when it was given. With `module`
    the resource is made by a module of a registry, and the body holds the module's parameters.
    `subscription` names the entry of the program's subscriptions that it is deployed into, "" for
    the one of the deployment.
    """

    symbol: str
    type: str
    body: Fields
    resource: Key
    existing: bool = False
    depends_on: tuple[str, ...] = ()
    condition: str | None = None
    module: ModuleSource | None = None
    subscription: str = ""


@dataclass(frozen=True)
class Output:
    """A value that other deployments or people read."""

    name: str
    description: str
    value: Expression


@dataclass(frozen=True)
class Program:
    """Everything that a printer needs.

    `subscriptions` are those beside the one of the deployment: a name, and the id.
    """

    parameters: tuple[ParameterDeclaration, ...]
    declarations: tuple[Declaration, ...]
    outputs: tuple[Output, ...] = ()
    locals: tuple[tuple[str, Expression], ...] = ()
    subscriptions: tuple[tuple[str, Expression], ...] = ()

    def resource_of(self, symbol: str) -> Key:
        """Return the key of the resource of the design that a declaration belongs to."""
        return next(d.resource for d in self.declarations if d.symbol == symbol)


def _expressions(program: Program) -> Iterator[tuple[Declaration | None, Expression]]:
    for declaration in program.declarations:
        yield declaration, declaration.body
    for output in program.outputs:
        yield None, output.value
    for _, value in (*program.locals, *program.subscriptions):
        yield None, value


def _used_symbols(program: Program) -> set[str]:
    used = {symbol for d in program.declarations for symbol in d.depends_on}
    for owner, body in _expressions(program):
        for part in parts_of(body):
            if isinstance(part, Property) and (owner is None or part.symbol != owner.symbol):
                used.add(part.symbol)
    return used


def pruned(program: Program) -> Program:
    """Return the program without references and parameters that nothing uses."""
    while True:
        used = _used_symbols(program)
        kept = tuple(d for d in program.declarations if not d.existing or d.symbol in used)
        if len(kept) == len(program.declarations):
            break
        program = replace(program, declarations=kept)
    entered = {d.subscription for d in program.declarations}
    needed = tuple(pair for pair in program.subscriptions if pair[0] in entered)
    program = replace(program, subscriptions=needed)
    names = {
        part.name
        for _, body in _expressions(program)
        for part in parts_of(body)
        if isinstance(part, Parameter)
    }
    names |= {d.condition for d in program.declarations if d.condition}
    return replace(program, parameters=tuple(p for p in program.parameters if p.name in names))
