"""Program -> tree of modules: what crosses from one module to another becomes output and parameter.

A reference that Bicep has to know before anything is deployed (a parent, a scope) can't be an
output: the module that asks refers to the resource by name, and comes later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from aksdesigner.iac.distinct import DIGITS, mark_of
from aksdesigner.iac.expression import (
    Call,
    Expression,
    Fields,
    Parameter,
    Property,
    Text,
    expr,
    mapped,
    parts_of,
)
from aksdesigner.iac.modules.tree import Module, ProgramTree, Unit
from aksdesigner.iac.placeholders import NOBODY
from aksdesigner.iac.program import Declaration, Output, ParameterDeclaration, Program
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.iac.symbols import joined_words, words_of
from aksdesigner.iac.value_rules import name_value_rule, value_rule
from aksdesigner.model.ids import key_of, label_of

PLACE = ("name", "parent", "scope")  # what says which resource is meant


def tree_of(program: Program, units: Mapping[str, Unit], scopes: Scopes) -> ProgramTree:
    """Return a program in modules, one for each unit; `units` is by symbol."""
    return _Wiring(program, units, scopes).tree()


@dataclass
class _Part:
    """A module while it is made."""

    unit: Unit
    declarations: list[Declaration] = field(default_factory=list)
    symbols: set[str] = field(default_factory=set)
    asked: dict[str, ParameterDeclaration] = field(default_factory=dict)
    arguments: dict[str, Expression] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    needs: dict[Unit, None] = field(default_factory=dict)


class _Wiring:
    def __init__(self, program: Program, units: Mapping[str, Unit], scopes: Scopes) -> None:
        self._program = program
        self._units = units
        self._scopes = scopes
        self._by_symbol = {d.symbol: d for d in program.declarations}
        self._parameters = {p.name: p for p in program.parameters}
        self._taken = {name.casefold() for name in (*self._by_symbol, *self._parameters)}
        self._passed: dict[tuple[str, tuple[str | int, ...]], str] = {}
        self._parts = {unit: _Part(unit) for unit in units.values()}
        self._added: dict[str, ParameterDeclaration] = {}
        for symbol, unit in units.items():
            self._parts[unit].symbols.add(symbol)
        self._modules = self._names_of_modules()

    def tree(self) -> ProgramTree:
        """Return the tree."""
        for item in self._program.declarations:
            if not item.existing:
                part = self._parts[self._units[item.symbol]]
                part.declarations.append(self._moved(part, item))
        outputs = tuple(
            replace(o, value=mapped(o.value, self._in_main)) for o in self._program.outputs
        )
        modules = tuple(self._module(self._parts[unit]) for unit in self._order())
        used = {
            piece.name
            for module in modules
            for value in (*(v for _, v in module.arguments), module.scope or Text(""))
            for piece in parts_of(value)
            if isinstance(piece, Parameter)
        }
        parameters = (*self._program.parameters, *self._added.values())
        main = Program(tuple(p for p in parameters if p.name in used), (), outputs)
        return ProgramTree(main, modules, spans=self._scopes.are_several)

    # --- what stands in a module

    def _moved(self, part: _Part, item: Declaration) -> Declaration:
        body = mapped(item.body, lambda value: self._inside(part, value))
        assert isinstance(body, Fields)
        for symbol in item.depends_on:
            self._wait(part, symbol)
        if item.condition:
            self._ask(part, item.condition)
        first = tuple(symbol for symbol in item.depends_on if symbol in part.symbols)
        return replace(item, body=body, depends_on=first)

    def _inside(self, part: _Part, value: Expression) -> Expression | None:
        """Return what a value becomes in a module, None where it stays."""
        if isinstance(value, Parameter):
            self._ask(part, value.name)
            return value
        if not isinstance(value, Property) or value.symbol in part.symbols:
            return None
        other = self._by_symbol[value.symbol]
        if other.existing or not value.path:
            self._refer(part, other)
            return value
        return self._handed_over(part, value)

    def _refer(self, part: _Part, other: Declaration) -> None:
        """Declare a reference by name to what stands elsewhere."""
        if other.symbol in part.symbols:
            return
        part.symbols.add(other.symbol)
        self._wait(part, other.symbol)
        pairs = [(key, value) for key, value in other.body.pairs if str(key) in PLACE]
        if "parent" not in {str(key) for key, _ in pairs}:
            pairs = [(key, value) for key, value in pairs if key != "scope"]
            scope = self._elsewhere(part, self._scope_of(other), part.unit.scope)
            pairs += [("scope", scope)] if scope is not None else []
        body = mapped(Fields(tuple(pairs)), lambda value: self._inside(part, value))
        assert isinstance(body, Fields)
        copy = Declaration(other.symbol, other.type, body, other.resource, existing=True)
        part.declarations.append(copy)

    def _scope_of(self, other: Declaration) -> Scope:
        unit = self._units.get(other.symbol)
        return unit.scope if unit else self._scopes.of(other.resource)

    def _elsewhere(self, part: _Part, scope: Scope, home: Scope) -> Expression | None:
        """Return how a module says the scope of a reference, None where it is its own."""
        if scope == home:
            return None
        group: Expression = Text(scope.group) if scope.group else self._group_asked()
        arguments: tuple[Expression, ...] = (group,)
        if scope.subscription != home.subscription:
            arguments = (self._subscription_asked(scope.subscription), group)
        for value in arguments:
            if isinstance(value, Parameter):
                self._ask(part, value.name)
        return Call("resourceGroup", arguments)

    def _target(self, scope: Scope) -> Expression | None:
        """Return where main sends a module, None where all goes to the group of main."""
        if not self._scopes.are_several:
            return None
        group: Expression = Text(scope.group) if scope.group else self._group_asked()
        if not scope.subscription:
            return Call("resourceGroup", (group,))
        return Call("resourceGroup", (self._subscription_asked(scope.subscription), group))

    def _wait(self, part: _Part, symbol: str) -> None:
        unit = self._units.get(symbol)
        if unit is not None and unit != part.unit:
            part.needs[unit] = None

    def _ask(self, part: _Part, name: str) -> None:
        known = self._parameters.get(name) or self._added.get(name)
        if known is not None and name not in part.asked:
            part.asked[name] = replace(
                known, default=None, optional=False, may_be_empty=known.optional
            )
            part.arguments[name] = Parameter(name)

    # --- what crosses

    def _handed_over(self, part: _Part, value: Property) -> Expression:
        name = self._output(value)
        unit = self._units[value.symbol]
        if name not in part.asked:
            about = self._parts[unit].outputs[name].description
            part.asked[name] = ParameterDeclaration(name, "string", about)
            part.arguments[name] = Property(self._modules[unit], ("outputs", name))
        return Parameter(name)

    def _output(self, value: Property) -> str:
        """Return the name of the output that hands a value over; made once."""
        key = (value.symbol, value.path)
        if key not in self._passed:
            words = [word for step in value.path for word in words_of(str(step))]
            tail = [w for w in words if w not in ("properties", "outputs")]
            name = value.symbol + "".join(word.capitalize() for word in tail)
            self._passed[key] = self._free(name, repr(key))
        name = self._passed[key]
        part = self._parts[self._units[value.symbol]]
        about = _described(value.path, self._by_symbol[value.symbol])
        part.outputs.setdefault(name, Output(name, about, value))
        return name

    def _in_main(self, value: Expression) -> Expression | None:
        if not isinstance(value, Property):
            return None
        if value.symbol not in self._units:
            raise ValueError(f"an output can't read {value.symbol}, which others deploy")
        return Property(self._modules[self._units[value.symbol]], ("outputs", self._output(value)))

    # --- names and order

    def _free(self, name: str, key: str) -> str:
        if name.casefold() in self._taken:
            name = f"{name}_{mark_of((key, ''), DIGITS[1])}"
        self._taken.add(name.casefold())
        return name

    def _names_of_modules(self) -> dict[Unit, str]:
        return {
            unit: self._free(joined_words(words_of(unit.slug), "camel"), unit.slug)
            for unit in sorted(self._parts)
        }

    def _group_asked(self) -> Parameter:
        name = "resourceGroupName"
        about = "Resource group of everything that names no other; it exists already."
        self._added.setdefault(
            name,
            ParameterDeclaration(
                name,
                "string",
                about,
                example=expr("rg-network"),
                rule=name_value_rule("Microsoft.Resources/resourceGroups"),
            ),
        )
        return Parameter(name)

    def _subscription_asked(self, alias: str) -> Parameter:
        meant = key_of("subscription", alias)
        known = (p.name for p in self._program.parameters if alias and p.stands_for == meant)
        asked = next(known, None)
        return Parameter(asked) if asked else self._subscription_added(alias)

    def _subscription_added(self, alias: str) -> Parameter:
        name = joined_words(("subscription", *(words_of(alias) or ("main",))), "camel")
        if name in self._by_symbol or name in self._parameters:
            name += mark_of((alias, ""), DIGITS[1])
        if alias:
            about = f"Id of the subscription that the design calls {alias}."
            given = ParameterDeclaration(
                name,
                "string",
                about,
                example=expr(NOBODY),
                rule=value_rule("guid"),
                stands_for=key_of("subscription", alias),
            )
        else:
            about = "Id of the subscription of everything that names no other."
            own = Call("subscription", (), "subscriptionId")
            given = ParameterDeclaration(name, "string", about, default=own)
        self._added.setdefault(name, given)
        return Parameter(name)

    def _module(self, part: _Part) -> Module:
        unit = part.unit
        program = Program(
            tuple(part.asked[name] for name in sorted(part.asked)),
            _in_order(part.declarations),
            tuple(part.outputs[name] for name in sorted(part.outputs)),
        )
        given = {value.symbol for value in part.arguments.values() if isinstance(value, Property)}
        waits = (self._modules[first] for first in part.needs)
        return Module(
            unit.slug,
            unit.title,
            self._modules[unit],
            program,
            tuple(sorted(part.arguments.items())),
            self._target(unit.scope),
            tuple(sorted(symbol for symbol in waits if symbol not in given)),
        )

    def _order(self) -> Iterable[Unit]:
        """Return the units, each after those that it needs, the same whatever the file's order."""
        first = {unit: set(part.needs) for unit, part in self._parts.items()}
        for unit, part in self._parts.items():
            for value in part.arguments.values():
                if isinstance(value, Property):
                    first[unit].update(u for u, s in self._modules.items() if s == value.symbol)
        sorter = TopologicalSorter({unit: sorted(first[unit]) for unit in sorted(first)})
        return list(sorter.static_order())


def _described(path: tuple[str | int, ...], owner: Declaration) -> str:
    """Return what an output is, for people."""
    kind = owner.type.partition("@")[0].rpartition("/")[2]
    drawn = label_of(owner.resource) if owner.resource else owner.symbol
    what = "Resource id" if path == ("id",) else f"Value {'.'.join(map(str, path))}"
    return f"{what} of the {kind} of {drawn}."


def _in_order(declarations: list[Declaration]) -> tuple[Declaration, ...]:
    """Return references first, then what is created."""
    return (
        *(d for d in declarations if d.existing),
        *(d for d in declarations if not d.existing),
    )
