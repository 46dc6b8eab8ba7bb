"""Program -> Bicep text. Knows no kinds."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

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
)
from aksdesigner.iac.modules.tree import Module
from aksdesigner.iac.program import (
    Declaration,
    ModuleSource,
    Output,
    ParameterDeclaration,
    Program,
)
from aksdesigner.iac.text.lines import comment_text, described, whole

LONGEST_DEPLOYMENT = 64  # characters of a deployment's name
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ESCAPES = {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TYPES = {"string": "string", "int": "int", "strings": "string[]", "image": "object"}


TargetScope = Literal["resourceGroup", "subscription"]


def print_bicep(
    program: Program,
    header: tuple[str, ...] = (),
    target: TargetScope = "resourceGroup",
    modules: tuple[tuple[str, Module], ...] = (),
) -> str:
    """Return the program as one Bicep file; `modules` are what it calls, with their paths."""
    head = "\n".join(f"// {comment_text(line)}" for line in header)
    chunks = [head] if head else []
    chunks.append(f"targetScope = '{target}'")
    chunks += [_parameter(p) for p in program.parameters]
    chunks += [_declaration(d) for d in program.declarations]
    chunks += [_call(path, module) for path, module in modules]
    chunks += [_output(o) for o in program.outputs]
    return "\n\n".join(chunks) + "\n"


def print_declaration(declaration: Declaration) -> str:
    """Return one declaration alone."""
    return _declaration(declaration)


def print_values(program: Program, header: tuple[str, ...], template: str) -> str:
    """Return a parameter file for `template` with examples, secrets from the environment, or "" when nothing is asked."""
    asked = [p for p in program.parameters if p.default is None and not p.optional]
    if not asked:
        return ""
    lines = [f"// {comment_text(line)}" for line in header]
    lines += [f"using {quoted(template)}"]
    for parameter in asked:
        # a secret never stands in a file: it comes from the environment
        value = parameter.example or Call("readEnvironmentVariable", (Text(parameter.name),))
        about = f"// {comment_text(described(parameter.description, drawn=parameter.drawn))}"
        lines += ["", about, f"param {parameter.name} = {_value(value, 0)}"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return text as a Bicep string literal that reads back equal."""
    return f"'{_escaped(text)}'"


def _escaped(text: str) -> str:
    out = []
    text = whole(text)
    for index, char in enumerate(text):
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char == "$" and text[index + 1 : index + 2] == "{":
            out.append("\\$")
        elif not char.isprintable():
            out.append(f"\\u{{{ord(char):x}}}")
        else:
            out.append(char)
    return "".join(out)


def _parameter(parameter: ParameterDeclaration) -> str:
    lines = [f"@description({quoted(parameter.description)})"]
    if parameter.secure:
        lines.append("@secure()")
    if parameter.choices:
        lines.append(f"@allowed({_value(Items(tuple(map(Text, parameter.choices))), 0)})")
    words = ("minLength", "maxLength", "minValue", "maxValue")
    for word, bound in zip(words, (*parameter.lengths, *parameter.bounds), strict=True):
        if bound is not None:
            lines.append(f"@{word}({bound})")
    tail = ""
    if parameter.default is not None:
        tail = f" = {_value(parameter.default, 0)}"
    elif parameter.optional:
        tail = " = ''"
    lines.append(f"param {parameter.name} {_TYPES[parameter.type]}{tail}")
    return "\n".join(lines)


def _declaration(declaration: Declaration) -> str:
    if declaration.module:
        return _module(declaration, declaration.module)
    head = f"resource {declaration.symbol} {quoted(declaration.type)}"
    if declaration.existing:
        return f"{head} existing = {_value(declaration.body, 0)}"
    body = declaration.body
    if declaration.depends_on:
        needed = Items(tuple(Property(symbol, ()) for symbol in declaration.depends_on))
        body = Fields((*body.pairs, ("dependsOn", needed)))
    condition = f"if (!empty({declaration.condition})) " if declaration.condition else ""
    return f"{head} = {condition}{_value(body, 0)}"


def _module(declaration: Declaration, module: ModuleSource) -> str:
    """Return the call of a registry's module; its deployment is named after the symbol."""
    pairs: list[tuple[str | Joined, Expression]] = [
        ("name", Text(deployment_name(declaration.symbol))),
        ("params", declaration.body),
    ]
    if declaration.depends_on:
        needed = Items(tuple(Property(symbol, ()) for symbol in declaration.depends_on))
        pairs.append(("dependsOn", needed))
    reference = quoted(f"{module.source}:{module.version}")
    condition = f"if (!empty({declaration.condition})) " if declaration.condition else ""
    body = _value(Fields(tuple(pairs)), 0)
    return f"module {declaration.symbol} {reference} = {condition}{body}"


def _call(path: str, module: Module) -> str:
    """Return the call of a module of this folder."""
    pairs: list[tuple[str | Joined, Expression]] = [("name", Text(deployment_name(module.slug)))]
    if module.scope is not None:
        pairs.append(("scope", module.scope))
    if module.arguments:
        pairs.append(("params", Fields(module.arguments)))
    if module.depends_on:
        needed = Items(tuple(Property(symbol, ()) for symbol in module.depends_on))
        pairs.append(("dependsOn", needed))
    about = f"// {comment_text(module.title)}\n"
    return f"{about}module {module.symbol} {quoted(path)} = {_value(Fields(tuple(pairs)), 0)}"


def deployment_name(symbol: str) -> str:
    """Return a name of a deployment that Azure takes, made of a symbol or a module's name."""
    if len(symbol) <= LONGEST_DEPLOYMENT:
        return symbol
    digest = hashlib.sha256(symbol.encode()).hexdigest()[:8]
    return f"{symbol[: LONGEST_DEPLOYMENT - 9]}-{digest}"


def _output(output: Output) -> str:
    about = f"@description({quoted(output.description)})"
    return f"{about}\noutput {output.name} string = {_value(output.value, 0)}"


def _value(value: Expression, depth: int) -> str:
    if isinstance(value, Text):
        return quoted(value.value)
    if isinstance(value, Flag):
        return "true" if value.value else "false"
    if isinstance(value, Number):
        return str(value.value)
    if isinstance(value, Items):
        return _bracketed("[", [_value(v, depth + 1) for v in value.values], "]", depth)
    if isinstance(value, Fields):
        pairs = [f"{_key(k, depth)}: {_value(v, depth + 1)}" for k, v in value.pairs]
        return _bracketed("{", pairs, "}", depth)
    return _reference(value, depth)


def _reference(value: Expression, depth: int) -> str:
    if isinstance(value, Parameter):
        return value.name
    if isinstance(value, Property):
        return value.symbol + "".join(_step(step) for step in value.path)
    if isinstance(value, Joined):
        return _joined(value, depth)
    if isinstance(value, Call):
        arguments = ", ".join(_value(a, depth) for a in value.arguments)
        member = f".{value.member}" if value.member else ""
        return f"{value.function}({arguments}){member}"
    raise TypeError(f"Bicep has no {type(value).__name__}")


def _joined(value: Joined, depth: int) -> str:
    pieces = [
        _escaped(piece.value) if isinstance(piece, Text) else f"${{{_value(piece, depth)}}}"
        for piece in value.pieces
    ]
    return "'" + "".join(pieces) + "'"


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _NAME.fullmatch(step) else f"[{quoted(step)}]"


def _key(key: str | Joined, depth: int) -> str:
    if isinstance(key, Joined):
        return _joined(key, depth)
    return key if _NAME.fullmatch(key) else quoted(key)


def _bracketed(left: str, lines: list[str], right: str, depth: int) -> str:
    if not lines:
        return left + right
    pad = "  " * (depth + 1)
    body = "\n".join(pad + line for line in lines)
    return f"{left}\n{body}\n{'  ' * depth}{right}"
