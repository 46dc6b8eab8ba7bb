"""Program -> ARM template of symbolic names (languageVersion 2.0). Knows no kinds.

Every string of the design stays a literal: inside an expression quotes are doubled, and a value
that would read as an expression of its own gets a second bracket.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.expression import (
    Call,
    Expression,
    Fields,
    Flag,
    Items,
    Joined,
    Number,
    Parameter,
    Property,
    Text,
    parts_of,
)
from aksdesigner.iac.modules.tree import Module, ProgramTree
from aksdesigner.iac.program import Declaration, Output, ParameterDeclaration, Program
from aksdesigner.iac.resource_types import versioned
from aksdesigner.iac.text.bicep import deployment_name
from aksdesigner.iac.text.lines import described, whole

TEMPLATE_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
SUBSCRIPTION_SCHEMA = (
    "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
)
VALUES_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
VERSION = "1.0.0.0"
DEPLOYMENTS = "Microsoft.Resources/deployments"
_TYPES = {"string": "string", "int": "int", "strings": "array", "image": "object"}
# where a declaration stands: they are no properties of the resource itself
_PLACE = frozenset({"parent", "name", "scope"})

Json = dict[str, Any]


def print_template(tree: ProgramTree, about: str) -> str:
    """Return the program as one template; its modules are nested deployments of inner scope."""
    schema = SUBSCRIPTION_SCHEMA if tree.spans else TEMPLATE_SCHEMA
    return _text(_template(tree.main, about, schema, tree.modules))


def _template(program: Program, about: str, schema: str, modules: tuple[Module, ...] = ()) -> Json:
    scope = _Scope({d.symbol: d for d in program.declarations})
    resources = {d.symbol: scope.resource(d) for d in program.declarations}
    return {
        "$schema": schema,
        "languageVersion": "2.0",
        "contentVersion": VERSION,
        "metadata": {"description": whole(about)},
        "parameters": {p.name: _parameter(p, scope) for p in program.parameters},
        "resources": resources | {m.symbol: _deployment(m, scope) for m in modules},
        "outputs": {o.name: _output(o, scope) for o in program.outputs},
    }


def _deployment(module: Module, scope: _Scope) -> Json:
    """Return a module as a nested deployment, which sees nothing but its parameters."""
    kind, _, version = versioned(DEPLOYMENTS).partition("@")
    out: Json = {"type": kind, "apiVersion": version, "name": deployment_name(module.slug)}
    if isinstance(module.scope, Call):
        out |= scope.place(module.scope.arguments)
    named = (p for _, value in module.arguments for p in parts_of(value))
    given = (part.symbol for part in named if isinstance(part, Property))
    needed = list(dict.fromkeys((*given, *module.depends_on)))
    out["properties"] = {
        "mode": "Incremental",
        "expressionEvaluationOptions": {"scope": "inner"},
        "parameters": {name: {"value": scope.value(value)} for name, value in module.arguments},
        "template": _template(module.program, f"{module.title}.", TEMPLATE_SCHEMA),
    }
    return out | ({"dependsOn": needed} if needed else {})


def print_template_values(program: Program) -> str:
    """Return a parameter file with the examples, or "" when nothing is asked.

    Secrets stand in no file: whoever deploys gives them on the command line.
    """
    asked = [p for p in program.parameters if p.default is None and not p.optional]
    if not asked:
        return ""
    values: Json = {}
    for parameter in asked:
        if parameter.example is not None:
            about = described(parameter.description, drawn=parameter.drawn)
            metadata = {"description": whole(about)}
            values[parameter.name] = {"value": _plain(parameter.example), "metadata": metadata}
    return _text({"$schema": VALUES_SCHEMA, "contentVersion": VERSION, "parameters": values})


def expression_text(text: str) -> str:
    """Return text as a literal inside an expression."""
    return "'" + whole(text).replace("'", "''") + "'"


def literal(text: str) -> str:
    """Return text as a value of the template that is no expression."""
    text = whole(text)
    return f"[{text}" if text.startswith("[") and text.endswith("]") else text


def _text(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class _Scope:
    """The declarations by symbol: ids and run-time values of others are made from them."""

    declarations: dict[str, Declaration]

    def resource(self, declaration: Declaration) -> Json:
        """Return one resource, or one that is only referred to."""
        kind, _, version = declaration.type.partition("@")
        out: Json = {"type": kind, "apiVersion": version}
        if declaration.existing:
            out["existing"] = True
            out |= self.place(self._group(declaration.symbol))
        if declaration.condition:
            given = f"empty(parameters({expression_text(declaration.condition)}))"
            out["condition"] = f"[not({given})]"
        body = dict(declaration.body.pairs)
        scope = body.get("scope")
        if isinstance(scope, Property):
            out["scope"] = f"[{self._id(scope.symbol)}]"
        out["name"] = self._name(declaration.symbol)
        for key, value in declaration.body.pairs:
            if key not in _PLACE:
                out[self._key(key)] = self.value(value)
        needed = self._needed(declaration)
        if needed:
            out["dependsOn"] = needed
        return out

    def place(self, arguments: tuple[Expression, ...]) -> Json:
        """Return where something is, from (subscription,) group; nothing for the own group."""
        names = ("subscriptionId", "resourceGroup")[-len(arguments) :] if arguments else ()
        return {name: self.value(value) for name, value in zip(names, arguments, strict=True)}

    def value(self, value: Expression) -> Any:
        """Return a value as JSON: plain data, and expressions in brackets."""
        if isinstance(value, Text):
            return literal(value.value)
        if isinstance(value, Flag | Number):
            return value.value
        if isinstance(value, Items):
            return [self.value(item) for item in value.values]
        if isinstance(value, Fields):
            return {self._key(key): self.value(item) for key, item in value.pairs}
        return f"[{self.code(value)}]"

    def code(self, value: Expression) -> str:
        """Return a value as it stands inside an expression."""
        if isinstance(value, Text):
            return expression_text(value.value)
        if isinstance(value, Number):
            return str(value.value)
        if isinstance(value, Parameter):
            return f"parameters({expression_text(value.name)})"
        if isinstance(value, Property):
            return self._property(value)
        if isinstance(value, Joined):
            return f"concat({', '.join(self.code(piece) for piece in value.pieces)})"
        if isinstance(value, Call):
            arguments = ", ".join(self.code(argument) for argument in value.arguments)
            member = f".{value.member}" if value.member else ""
            return f"{value.function}({arguments}){member}"
        raise TypeError(f"an ARM expression has no {type(value).__name__}")

    def _key(self, key: str | Joined) -> str:
        return f"[{self.code(key)}]" if isinstance(key, Joined) else literal(key)

    def _property(self, value: Property) -> str:
        if value.path == ("id",):
            return self._id(value.symbol)
        if value.path == ("name",):
            return self.code(self._names(value.symbol)[-1])
        symbol = expression_text(value.symbol)
        if value.symbol not in self.declarations:  # a module, whose outputs alone can be read
            return f"reference({symbol}){''.join(_step(s) for s in value.path)}.value"
        if value.path[0] == "properties":
            return f"reference({symbol}){''.join(_step(s) for s in value.path[1:])}"
        version = expression_text(self.declarations[value.symbol].type.partition("@")[2])
        steps = "".join(_step(step) for step in value.path)
        return f"reference({symbol}, {version}, 'full'){steps}"

    def _id(self, symbol: str) -> str:
        group = self._group(symbol)
        kind = self.declarations[symbol].type.partition("@")[0]
        parts = [expression_text(kind), *(self.code(name) for name in self._names(symbol))]
        first = [self.code(value) for value in group]
        return f"resourceId({', '.join([*first, *parts])})"

    def _name(self, symbol: str) -> Any:
        """Return the name: that of a child has the names of its parents before its own."""
        names = self._names(symbol)
        if len(names) == 1:
            return self.value(names[0])
        pieces: list[Expression] = []
        for name in names:
            pieces += [Text("/"), name] if pieces else [name]
        if all(isinstance(piece, Text) for piece in pieces):
            return literal("".join(p.value for p in pieces if isinstance(p, Text)))
        return self.value(Joined(tuple(pieces)))

    def _names(self, symbol: str) -> list[Expression]:
        body = dict(self.declarations[symbol].body.pairs)
        parent = body.get("parent")
        above = self._names(parent.symbol) if isinstance(parent, Property) else []
        return [*above, body["name"]]

    def _group(self, symbol: str) -> tuple[Expression, ...]:
        """Return where others deploy it: (subscription,) group; nothing for the deployment's own."""
        body = dict(self.declarations[symbol].body.pairs)
        parent, scope = body.get("parent"), body.get("scope")
        if isinstance(parent, Property):
            return self._group(parent.symbol)
        return scope.arguments if isinstance(scope, Call) else ()

    def _needed(self, declaration: Declaration) -> list[str]:
        """Return what comes first: what is named, and behind a reference what that one names."""
        named = [p.symbol for p in parts_of(declaration.body) if isinstance(p, Property)]
        out: dict[str, None] = {}
        for symbol in (*declaration.depends_on, *named):
            if symbol == declaration.symbol:
                continue
            other = self.declarations[symbol]
            if other.existing:
                out.update(dict.fromkeys(self._needed(other)))
            else:
                out[symbol] = None
        return list(out)


def _step(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def _parameter(parameter: ParameterDeclaration, scope: _Scope) -> Json:
    kind = "secureString" if parameter.secure else _TYPES[parameter.type]
    out: Json = {"type": kind}
    if parameter.default is not None:
        out["defaultValue"] = scope.value(parameter.default)
    elif parameter.optional:
        out["defaultValue"] = ""
    if parameter.choices:
        out["allowedValues"] = [whole(choice) for choice in parameter.choices]
    words = ("minLength", "maxLength", "minValue", "maxValue")
    for word, bound in zip(words, (*parameter.lengths, *parameter.bounds), strict=True):
        if bound is not None:
            out[word] = bound
    out["metadata"] = {"description": whole(parameter.description)}
    return out


def _output(output: Output, scope: _Scope) -> Json:
    about = {"description": whole(output.description)}
    return {"type": "string", "metadata": about, "value": scope.value(output.value)}


def _plain(value: Expression) -> Any:
    """Return an example as plain data; a parameter file holds no expressions."""
    if isinstance(value, Text):
        return whole(value.value)
    if isinstance(value, Flag | Number):
        return value.value
    if isinstance(value, Items):
        return [_plain(item) for item in value.values]
    if isinstance(value, Fields):
        return {str(key): _plain(item) for key, item in value.pairs}
    raise TypeError(f"an example is no {type(value).__name__}")
