"""What parsers that others wrote see in exported code: its statements, and its strings decoded.

Where a string ends, what is an expression in it and what is code are theirs to say; the escapes of
the languages are decoded here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import hcl2
import tree_sitter_bicep
from pycep import BicepParser
from tree_sitter import Language, Node, Parser

from tests.support.code_tokens import UnreadableError

BICEP_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))", re.S)
BICEP_LETTERS = {"'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "$": "$"}
HCL_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|([$%])\4\{", re.S)
HCL_LETTERS = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class Seen:
    """The kinds of top-level statements with their number, and every string with its number."""

    statements: Counter[str]
    strings: Counter[str]


@cache
def _bicep() -> Parser:
    return Parser(Language(tree_sitter_bicep.language()))


def bicep_seen(text: str) -> Seen:
    """Return what tree-sitter's Bicep grammar sees. Raises UnreadableError for a syntax error."""
    source = text.encode("utf-8")
    root = _bicep().parse(source).root_node
    if root.has_error:
        raise UnreadableError(f"tree-sitter: {_first_error(root)}")
    strings = Counter(
        piece for node in _nodes(root) if node.type == "string" for piece in _pieces(source, node)
    )
    statements = Counter(
        node.type + _type_of(source, node) for node in root.children if node.type != "comment"
    )
    return Seen(statements, strings)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _first_error(root: Node) -> str:
    node = next(n for n in _nodes(root) if n.is_error or n.is_missing)
    return f"{node.type} at line {node.start_point.row + 1}, {(node.text or b'')[:80]!r}"


def _pieces(source: bytes, node: Node) -> Iterator[str]:
    """Yield the literal pieces of a string, between its quotes and around its expressions."""
    start = node.start_byte + 1
    for child in node.children:
        if child.type == "interpolation":
            yield _bicep_text(source[start : child.start_byte])
            start = child.end_byte
    yield _bicep_text(source[start : node.end_byte - 1])


def _bicep_text(raw: bytes) -> str:
    def letter(found: re.Match[str]) -> str:
        if found.group(1):
            return chr(int(found.group(1), 16))
        if found.group(2) not in BICEP_LETTERS:
            raise UnreadableError(f"{found.group()!r} is no escape of Bicep")
        return BICEP_LETTERS[found.group(2)]

    return BICEP_ESCAPE.sub(letter, raw.decode("utf-8"))


def _type_of(source: bytes, node: Node) -> str:
    """Return the Azure type of a resource without its version."""
    if node.type != "resource_declaration":
        return ""
    literal = next(child for child in node.children if child.type == "string")
    return " " + source[literal.start_byte + 1 : literal.end_byte - 1].decode().partition("@")[0]


def hcl_seen(text: str) -> Seen:
    """Return what python-hcl2 sees. Raises UnreadableError for a syntax error."""
    try:
        data = hcl2.loads(text)
    except Exception as broken:
        raise UnreadableError(f"hcl2: {broken}") from broken
    statements: Counter[str] = Counter()
    for word, blocks in data.items():
        for block in blocks if isinstance(blocks, list) else ():
            label = next((name for name in block if not name.startswith("__")), "")
            statements[f"{word} {label}" if word in ("resource", "data") else word] += 1
    return Seen(statements, Counter(_hcl_strings(data)))


def _hcl_strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if not key.startswith("__"):
                yield from _hcl_literal(key)
                yield from _hcl_strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _hcl_strings(item)
    elif isinstance(value, str):
        yield from _hcl_literal(value)


def _hcl_literal(raw: str) -> Iterator[str]:
    """Yield a quoted literal decoded; the parser leaves its quotes and its escapes."""
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        yield HCL_ESCAPE.sub(_hcl_letter, raw[1:-1])


def _hcl_letter(found: re.Match[str]) -> str:
    short, long, letter, sign = found.groups()
    if sign:
        return sign + "{"
    if short or long:
        return chr(int(short or long, 16))
    if letter not in HCL_LETTERS:
        raise UnreadableError(f"{found.group()!r} is no escape of HCL")
    return HCL_LETTERS[letter]


@cache
def _pycep() -> BicepParser:
    return BicepParser()


def bicep_value(literal: str) -> str:
    """Return what pycep sees in a string literal, the value of a variable, decoded.

    Raises UnreadableError where the literal does not end where the line does.
    """
    try:
        found = _pycep().parse(text=f"var before = 1\nvar it = {literal}\nvar after = 2\n")
    except Exception as broken:
        raise UnreadableError(f"pycep: {str(broken)[:200]}") from broken
    values = {name: item["value"] for name, item in found["variables"].items()}
    if set(found) - {"globals", "variables"} or set(values) != {"before", "it", "after"}:
        raise UnreadableError(f"pycep: {literal} made other statements of its own")
    return _bicep_text(values["it"].encode("utf-8"))
