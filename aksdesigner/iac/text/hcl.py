"""Program -> HCL text, formatted as ``terraform fmt`` leaves it. Knows no kinds.

The formatter lines up the equal signs of attributes that stand on consecutive lines and whose
values end on the same line; anything else breaks such a run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.iac.expression import (
    Blocks,
    Call,
    Expression,
    Field,
    Fields,
    Flag,
    Items,
    Joined,
    Local,
    Number,
    Parameter,
    Property,
    Text,
)
from aksdesigner.iac.program import Declaration, Output, Program
from aksdesigner.iac.text.lines import comment_text, whole

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = frozenset({"for", "if", "null", "true", "false"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
WIDTH = 100


@dataclass(frozen=True)
class Code(Text):
    """Text that a printer itself made: written as it is."""


@dataclass(frozen=True)
class _Scope:
    """How references are written: symbol -> address (``azurerm_subnet.x``)."""

    addresses: dict[str, str]


def scope_of(program: Program) -> _Scope:
    """Return the addresses of a program's declarations."""
    out = {}
    for item in program.declarations:
        address = f"{'module' if item.module else item.type}.{item.symbol}"
        if item.existing:
            address = f"data.{address}"
        out[item.symbol] = f"{address}[0]" if item.condition else address
    return _Scope(out)


def print_block(
    labels: tuple[str, ...], body: Fields, scope: _Scope | None = None, depth: int = 0
) -> str:
    """Return a block such as ``resource "type" "name" { ... }``."""
    pad = "  " * depth
    lines = _body(body, scope or _Scope({}), depth + 1)
    inner = "\n".join(lines)
    head = pad + " ".join((labels[0], *(quoted(label) for label in labels[1:])))
    return f"{head} {{\n{inner}\n{pad}}}" if lines else f"{head} {{}}"


def print_main(
    program: Program, header: tuple[str, ...], declarations: tuple[Declaration, ...]
) -> str:
    """Return main.tf: computed values and the declarations of its own."""
    scope = scope_of(program)
    chunks = [comments(header)]
    if program.locals:
        chunks.append(print_block(("locals",), Fields(program.locals), scope))
    chunks += [print_declaration(d, scope) for d in declarations]
    return "\n\n".join(chunks) + "\n"


def print_part(
    program: Program, header: tuple[str, ...], declarations: tuple[Declaration, ...]
) -> str:
    """Return one more file of the program's root module, with some of its declarations."""
    scope = scope_of(program)
    chunks = [comments(header), *(print_declaration(d, scope) for d in declarations)]
    return "\n\n".join(chunks) + "\n"


def print_declaration(declaration: Declaration, scope: _Scope) -> str:
    """Return one resource or data block."""
    body = declaration.body.pairs
    if declaration.subscription and not declaration.module:
        body = (("provider", _provider_of(declaration)), *body)
    if declaration.condition:
        given = f"var.{declaration.condition} == null ? 0 : 1"
        body = (("count", Code(given)), *body)
    if declaration.depends_on:
        needed = [Code(scope.addresses[symbol]) for symbol in declaration.depends_on]
        body = (*body, ("depends_on", Items(tuple(needed))))
    if declaration.module:
        module = declaration.module
        source = [("source", Text(module.source)), ("version", Text(module.version))]
        head: list[tuple[str, Expression]] = [*source]
        if declaration.subscription:
            head.append(("providers", Fields((("azurerm", _provider_of(declaration)),))))
        return print_block(("module", declaration.symbol), Fields((*head, *body)), scope)
    word = "data" if declaration.existing else "resource"
    return print_block((word, declaration.type, declaration.symbol), Fields(body), scope)


def _provider_of(declaration: Declaration) -> Code:
    return Code(f"azurerm.{declaration.subscription}")


def print_providers(program: Program, header: tuple[str, ...]) -> str:
    """Return providers.tf: the subscription of the deployment, then one block each other one."""
    features: tuple[tuple[str, Expression], ...] = (("features", Blocks((Fields(()),))),)
    chunks = [comments(header), print_block(("provider", "azurerm"), Fields(features))]
    for name, identity in program.subscriptions:
        chosen = (("alias", Text(name)), ("subscription_id", identity))
        chunks.append(print_block(("provider", "azurerm"), Fields((*chosen, *features))))
    return "\n\n".join(chunks) + "\n"


def print_outputs(program: Program, header: tuple[str, ...]) -> str:
    """Return outputs.tf, or "" when the program has no output."""
    if not program.outputs:
        return ""
    scope = scope_of(program)
    chunks = [comments(header), *(_output(o, scope) for o in program.outputs)]
    return "\n\n".join(chunks) + "\n"


def print_assignment(name: str, value: Expression) -> str:
    """Return one line ``name = value``, more where the value has more."""
    return "\n".join(_attributes([(name, value)], _Scope({}), 0))


def code_of(value: Expression, depth: int) -> Code:
    """Return a value without references to resources as it stands at a depth of blocks."""
    return Code(_value(value, _Scope({}), depth))


def comments(lines: tuple[str, ...]) -> str:
    """Return comment lines that nothing can break out of."""
    return "\n".join(f"# {comment_text(line)}".rstrip() for line in lines)


def quoted(text: str) -> str:
    """Return text as an HCL string literal that reads back equal."""
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    out: list[str] = []
    text = whole(text)
    brace_by_number = False
    for index, char in enumerate(text):
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char in "$%" and text[index + 1 : index + 2] == "{":
            # without a brace that closes it, some parsers read on past the doubled sign's string
            closes = "}" in text[index + 2 :]
            out.append(char * 2 if closes else char)
            brace_by_number = not closes
        elif char == "{" and brace_by_number:
            out.append(_numbered(char))
            brace_by_number = False
        elif not char.isprintable():
            out.append(_numbered(char))
        else:
            out.append(char)
    return "".join(out)


def _numbered(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _output(output: Output, scope: _Scope) -> str:
    pairs = (("description", Text(output.description)), ("value", output.value))
    return print_block(("output", output.name), Fields(pairs), scope)


def _body(body: Fields, scope: _Scope, depth: int) -> list[str]:
    """Return the lines of a block: runs of attributes and nested blocks, an empty line between."""
    lines: list[str] = []
    run: list[tuple[str, Expression]] = []

    def flush() -> None:
        if run:
            lines.extend([""] if lines else [])
            lines.extend(_attributes(run, scope, depth))
            run.clear()

    for key, value in body.pairs:
        assert isinstance(key, str)
        if not isinstance(value, Blocks):
            run.append((key, value))
            continue
        flush()
        for item in value.values:
            lines.extend([""] if lines else [])
            lines.append(print_block((key,), item, scope, depth))
    flush()
    return lines


def _attributes(pairs: list[tuple[str, Expression]], scope: _Scope, depth: int) -> list[str]:
    printed = [(key, _value(value, scope, depth)) for key, value in pairs]
    pad, out = "  " * depth, []
    for index, (key, text) in enumerate(printed):
        width = len(key) if "\n" in text else _run_width(printed, index)
        out.append(f"{pad}{key.ljust(width)} = {text}")
    return out


def _run_width(printed: list[tuple[str, str]], index: int) -> int:
    first = last = index
    while first > 0 and "\n" not in printed[first - 1][1]:
        first -= 1
    while last + 1 < len(printed) and "\n" not in printed[last + 1][1]:
        last += 1
    return max(len(key) for key, _ in printed[first : last + 1])


def _value(value: Expression, scope: _Scope, depth: int) -> str:
    if isinstance(value, Code):
        return value.value
    if isinstance(value, Text):
        return quoted(value.value)
    if isinstance(value, Flag):
        return "true" if value.value else "false"
    if isinstance(value, Number):
        return str(value.value)
    if isinstance(value, Items):
        return _list(value, scope, depth)
    if isinstance(value, Fields):
        return _object(value, scope, depth)
    return _reference(value, scope, depth)


def _list(value: Items, scope: _Scope, depth: int) -> str:
    items = [_value(v, scope, depth + 1) for v in value.values]
    line = f"[{', '.join(items)}]"
    if "\n" not in line and len(line) + 2 * depth <= WIDTH:
        return line
    pad = "  " * (depth + 1)
    body = "".join(f"{pad}{item},\n" for item in items)
    return f"[\n{body}{'  ' * depth}]"


def _object(value: Fields, scope: _Scope, depth: int) -> str:
    if not value.pairs:
        return "{}"
    pairs = [(_key(key, scope, depth), item) for key, item in value.pairs]
    return "{\n" + "\n".join(_attributes(pairs, scope, depth + 1)) + f"\n{'  ' * depth}}}"


def _key(key: str | Joined, scope: _Scope, depth: int) -> str:
    if isinstance(key, Joined):
        return f"({_value(key, scope, depth)})"
    if _NAME.fullmatch(key) and key not in _WORDS:
        return key
    # the formatter counts what a reader sees as one character; plain ASCII has no such doubt
    plain = "".join(c if c.isascii() else _numbered(c) for c in _escaped(key))
    return f'"{plain}"'


def _reference(value: Expression, scope: _Scope, depth: int) -> str:
    if isinstance(value, Parameter):
        return f"var.{value.name}"
    if isinstance(value, Field):
        return f"var.{value.of.name}.{value.name}"
    if isinstance(value, Local):
        return f"local.{value.name}"
    if isinstance(value, Property):
        steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in value.path)
        return scope.addresses[value.symbol] + "".join(steps)
    if isinstance(value, Joined):
        pieces = [
            _escaped(p.value) if isinstance(p, Text) else f"${{{_value(p, scope, depth)}}}"
            for p in value.pieces
        ]
        return '"' + "".join(pieces) + '"'
    if isinstance(value, Call):
        arguments = ", ".join(_value(a, scope, depth) for a in value.arguments)
        return f"{value.function}({arguments})"
    raise TypeError(f"HCL has no {type(value).__name__}")
