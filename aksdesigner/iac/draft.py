"""Draft: a program while the codecs write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from aksdesigner.iac.design import Design
from aksdesigner.iac.expression import Body, Expression, Parameter, Property, Raw, expr, fields
from aksdesigner.iac.naming import Names
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.program import (
    Declaration,
    Output,
    ParameterDeclaration,
    ParameterType,
    Program,
    pruned,
)
from aksdesigner.iac.symbols import SymbolTable
from aksdesigner.iac.value_rules import ValueRule
from aksdesigner.model.ids import Key


@dataclass
class Draft:
    """What the codecs of one dialect write into.

    `default_location` is how the dialect says the region that holds where nothing else is named.
    """

    design: Design
    symbols: SymbolTable
    default_location: Expression
    names: Names = field(default_factory=Names)
    parameters: dict[str, ParameterDeclaration] = field(default_factory=dict)
    declarations: list[Declaration] = field(default_factory=list)
    declared: set[tuple[Key, str]] = field(default_factory=set)
    outputs: list[Output] = field(default_factory=list)
    locals: list[tuple[str, Expression]] = field(default_factory=list)
    subscriptions: list[tuple[str, Expression]] = field(default_factory=list)
    omissions: dict[Omission, None] = field(default_factory=dict)

    def declare(
        self,
        arm_type: str,
        key: Key,
        body: Body,
        role: str = "",
        *,
        existing: bool = False,
        depends_on: tuple[str, ...] = (),
        condition: str | None = None,
    ) -> str:
        """Add a resource and return its symbol; `role` tells apart those of one drawn thing."""
        symbol = self.symbols.symbol(key, role)
        item = Declaration(symbol, arm_type, fields(body), key, existing, depends_on, condition)
        self.declarations.append(item)
        self.declared.add((key, role))
        return symbol

    def has(self, key: Key, role: str = "") -> bool:
        """Return whether a resource is declared already."""
        return (key, role) in self.declared

    def id_of(self, key: Key, role: str = "") -> Property:
        """Return the id of a resource that is declared somewhere in the program."""
        return Property(self.symbols.symbol(key, role), ("id",))

    def ask(
        self,
        label: str,
        description: str,
        *,
        kind: ParameterType = "string",
        example: Raw = None,
        drawn: bool = False,
        secure: bool = False,
        optional: bool = False,
        resource: Key = "",
        stands_for: Key = "",
        choices: tuple[str, ...] = (),
        rule: ValueRule | None = None,
    ) -> Parameter:
        """Return a parameter that whoever deploys fills in; the same question asks only once.

        A question is its label and description: a machine and an appliance of one name ask twice.
        `drawn` says that the example is what the design says, so that it only may be changed; a
        drawn value that breaks the rule is written all the same, and then nothing checks it.
        """
        if rule is not None and isinstance(example, str | int) and not rule.takes(example):
            rule = None
        name = self.symbols.parameter(label, description)
        self.parameters.setdefault(
            name,
            ParameterDeclaration(
                name,
                kind,
                description,
                secure,
                example=None if example is None else expr(example),
                optional=optional,
                drawn=drawn,
                resource=resource,
                stands_for=stands_for,
                choices=choices,
                rule=rule,
            ),
        )
        return Parameter(name)

    def omit(self, key: Key, name: str, reason: str, item: str = "") -> None:
        """Report a field that this dialect does not say, or one item of a list."""
        self.omissions.setdefault(Omission(key, name, reason, item))

    def output(self, label: str, description: str, value: Expression) -> None:
        """Add an output."""
        self.outputs.append(Output(self.symbols.parameter(label), description, value))

    def finished(self) -> Program:
        """Return the program without what nothing uses."""
        return pruned(
            Program(
                tuple(self.parameters.values()),
                tuple(self.declarations),
                tuple(self.outputs),
                tuple(self.locals),
                tuple(self.subscriptions),
            )
        )


def settled(symbols: SymbolTable, write: Callable[[SymbolTable, Names], Draft]) -> Draft:
    """Return what is written when no two identifiers or names meet any more.

    Which ones meet is known only after everything was written, so it is written again where some
    did. What was asked for once stays known, so this ends.
    """
    names = Names()
    while True:
        draft = write(symbols, names)
        if not any([symbols.settle(), names.settle()]):
            return draft
