"""References to resources that became calls of modules: outputs, or a look-up beside the call.

Bicep wants to know names, parents and scopes before anything is deployed, and an output is known
only after. There, and for what is no output, an ``existing`` reference to what the module makes
stands beside the call, and whatever uses it waits for the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aksdesigner.iac.avm.codec import ModuleCall
from aksdesigner.iac.avm.languages import Language, Path
from aksdesigner.iac.expression import (
    Blocks,
    Call,
    Expression,
    Fields,
    Items,
    Joined,
    Property,
    parts_of,
)
from aksdesigner.iac.program import Declaration, Program

KNOWN_BEFORE = ("name", "parent", "scope")  # of a Bicep resource
LOOKED_UP = "Made"


Uses = dict[str, dict[Path, set[str]]]  # symbol -> path -> symbols of readers, "" for the rest


def uses_of(program: Program) -> Uses:
    """Return how each declaration is read, and by whom."""
    found: Uses = {}
    values: list[tuple[str, Expression]] = [(d.symbol, d.body) for d in program.declarations]
    values += [("", output.value) for output in program.outputs]
    values += [("", value) for _, value in program.locals]
    for reader, value in values:
        for part in parts_of(value):
            if isinstance(part, Property):
                found.setdefault(part.symbol, {}).setdefault(part.path, set()).add(reader)
    return found


def rewritten(program: Program, calls: Mapping[str, ModuleCall], language: Language) -> Program:
    """Return the program with calls in their places and every reference to them as it must be."""
    return _Rewriting(program, calls, language).program_of()


class _Rewriting:
    def __init__(
        self, program: Program, calls: Mapping[str, ModuleCall], language: Language
    ) -> None:
        self._program = program
        self._calls = calls
        self._language = language
        self._owner = {part: symbol for symbol, call in calls.items() for part in call.absorbed}
        self._looked_up: dict[str, str] = {}
        self._waits: list[str] = []
        self._existing = {d.symbol: d for d in program.declarations if d.existing}

    def program_of(self) -> Program:
        """Return the rewritten program, each look-up after the call that it is about."""
        declarations = [
            self._declaration(d) for d in self._program.declarations if d.symbol not in self._owner
        ]
        outputs = tuple(replace(o, value=self._value(o.value)) for o in self._program.outputs)
        values = tuple((name, self._value(value)) for name, value in self._program.locals)
        beside: dict[str, Declaration] = {}
        # a look-up may name its parent, which then needs one too
        while missing := [symbol for symbol in self._looked_up if symbol not in beside]:
            beside |= {symbol: self._look_up(symbol) for symbol in missing}
        placed = [
            item
            for declaration in declarations
            for item in (declaration, beside.get(declaration.symbol))
            if item is not None
        ]
        return replace(self._program, declarations=tuple(placed), outputs=outputs, locals=values)

    def _declaration(self, item: Declaration) -> Declaration:
        self._waits = []
        call = self._calls.get(item.symbol)
        if call:
            item = call.declaration
            body = self._fields(item.body)
        else:
            body = self._resource(item.body)
        waits = [self._owner.get(symbol, symbol) for symbol in item.depends_on]
        if not item.existing:
            waits += self._waits
        kept = tuple(dict.fromkeys(symbol for symbol in waits if symbol != item.symbol))
        return replace(item, body=body, depends_on=kept)

    def _resource(self, body: Fields) -> Fields:
        if not self._language.can_look_up:
            return self._fields(body)
        return Fields(
            tuple(
                (key, self._value(value, before=str(key) in KNOWN_BEFORE))
                for key, value in body.pairs
            )
        )

    def _fields(self, body: Fields) -> Fields:
        found = self._value(body)
        assert isinstance(found, Fields)
        return found

    def _value(self, value: Expression, *, before: bool = False) -> Expression:
        if isinstance(value, Property):
            return self._property(value, before=before)
        if isinstance(value, Items):
            return Items(tuple(self._value(v, before=before) for v in value.values))
        if isinstance(value, Fields):
            pairs = ((self._key(k), self._value(v, before=before)) for k, v in value.pairs)
            return Fields(tuple(pairs))
        if isinstance(value, Blocks):
            return Blocks(tuple(self._fields(v) for v in value.values))
        if isinstance(value, Joined):
            return Joined(tuple(self._value(v, before=before) for v in value.pieces))
        if isinstance(value, Call):
            arguments = tuple(self._value(v, before=before) for v in value.arguments)
            return replace(value, arguments=arguments)
        return value

    def _key(self, key: str | Joined) -> str | Joined:
        """Return the name of a field; ARM wants to know that, too, before anything is deployed."""
        if isinstance(key, str):
            return key
        found = self._value(key, before=self._language.can_look_up)
        assert isinstance(found, Joined)
        return found

    def _property(self, value: Property, *, before: bool) -> Property:
        call = self._calls.get(value.symbol)
        if call is None:
            # whoever names a part of what a call makes would wait for no look-up
            self._waits += self._behind(value.symbol)
            return value
        path = self._language.outputs_of(call.module).get(value.path)
        if path and not before:
            return Property(value.symbol, path)
        self._waits.append(value.symbol)
        return Property(self._name_beside(value.symbol), value.path)

    def _behind(self, symbol: str) -> list[str]:
        """Return the calls that make what a reference to something existing stands in."""
        if symbol not in self._existing or not self._language.can_look_up:
            return []
        named = [p.symbol for p in parts_of(self._existing[symbol].body) if isinstance(p, Property)]
        calls = [name for name in named if name in self._calls]
        return calls + [call for name in named for call in self._behind(name)]

    def _name_beside(self, symbol: str) -> str:
        if symbol not in self._looked_up:
            taken = {d.symbol.casefold() for d in self._program.declarations}
            taken |= {p.name.casefold() for p in self._program.parameters}
            taken |= {name.casefold() for name in self._looked_up.values()}
            found, number = symbol + LOOKED_UP, 1
            while found.casefold() in taken:
                number += 1
                found = f"{symbol}{LOOKED_UP}{number}"
            self._looked_up[symbol] = found
        return self._looked_up[symbol]

    def _look_up(self, symbol: str) -> Declaration:
        made = next(d for d in self._program.declarations if d.symbol == symbol)
        pairs = tuple(
            (key, self._value(value, before=True))
            for key, value in made.body.pairs
            if key in KNOWN_BEFORE
        )
        return Declaration(
            self._name_beside(symbol), made.type, Fields(pairs), made.resource, existing=True
        )
