"""YAML 1.2 as plain data: no dates, no ``no`` meaning false, no base 60, no code, no surprises.

The pure Python parser is used on purpose: the one in C overflows its stack on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from aksdesigner.model.reading import Problem
from aksdesigner.store.oddities import DEPTH_LIMIT, NODE_LIMIT, Odd, step, whole_number

NULL = "tag:yaml.org,2002:null"
BOOL = "tag:yaml.org,2002:bool"
INT = "tag:yaml.org,2002:int"
FLOAT = "tag:yaml.org,2002:float"
STR = "tag:yaml.org,2002:str"


class CoreLoader(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, yaml.resolver.BaseResolver):  # fmt: skip
    """Text to nodes, with the core schema of YAML 1.2."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)


def _resolves(tag: str, pattern: str, first: str) -> None:
    CoreLoader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))


_resolves(NULL, r"null|Null|NULL|~|", "nN~")
CoreLoader.add_implicit_resolver(NULL, re.compile(r"^$"), [""])
_resolves(BOOL, r"true|True|TRUE|false|False|FALSE", "tTfF")
_resolves(INT, r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolves(FLOAT, r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789")
_resolves(FLOAT, r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+.")


def yaml_plain(text: str) -> tuple[Any, list[Problem]]:
    """Return the plain data of a YAML text, and what in it can't be used.

    Raises yaml.YAMLError for text that is no YAML, RecursionError for text nested too deeply.
    """
    loader = CoreLoader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    tree = _Tree()
    return tree.plain(node, "", 0), tree.problems


class _Tree:
    """Turns nodes into plain data; counts them, because an alias can stand for a million."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.count = 0

    def plain(self, node: Any, place: str, depth: int) -> Any:
        self.count += 1
        if self.count > NODE_LIMIT:
            return self._stop(place, f"found more than {NODE_LIMIT} values, expected fewer")
        if depth > DEPTH_LIMIT:
            return self._stop(place[:120], f"found more than {DEPTH_LIMIT} levels, expected fewer")
        if node is None:
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place, depth))
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            return [self.plain(item, f"{place}[{index}]", depth + 1) for index, item in items]
        return self._scalar(node, place)

    def _stop(self, place: str, message: str) -> None:
        problem = Problem(place, message)
        if not any(p.message == problem.message for p in self.problems):
            self.problems.append(problem)

    def _pairs(self, node: yaml.MappingNode, place: str, depth: int) -> Iterator[tuple[str, Any]]:
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(
                    Problem(place, f"found a key on line {line} that is no text, expected a name")
                )
                continue
            key = str(key_node.value)
            where = step(place, key)
            if key in lines:
                self.problems.append(
                    Problem(where, f"found twice (lines {lines[key]} and {line}), expected it once")
                )
            elif key == "<<":
                self.problems.append(
                    Problem(where, f"found a merge key on line {line}, expected the fields")
                )
            lines.setdefault(key, line)
            yield key, self.plain(value_node, where, depth + 1)

    def _scalar(self, node: yaml.ScalarNode, place: str) -> Any:
        text, tag = str(node.value), node.tag
        if tag in (STR, "!"):
            return text
        if tag == NULL:
            return None
        if tag == BOOL and text.lower() in ("true", "false"):
            return text.lower() == "true"
        try:
            if tag == INT:
                return _integer(text)
            if tag == FLOAT:
                return _real(text)
        except ValueError:
            pass
        self.problems.append(
            Problem(place, f"found {text[:60]!r} tagged {tag}, expected plain data")
        )
        return None


def _integer(text: str) -> Any:
    for prefix, base in (("0x", 16), ("0o", 8)):
        if text.startswith(prefix):
            return whole_number(str(int(text[:40], base)) if len(text) <= 40 else "9" * len(text))
    return whole_number(text.removeprefix("+"))


def _real(text: str) -> Any:
    if text.lower().lstrip("+-").startswith((".inf", ".nan")):
        return Odd(text, "a number")
    number = float(text)
    return number if abs(number) != float("inf") else Odd(text[:30], "a number that fits")
