"""Lines of code with their words told apart: what a view of code shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

WordKind = Literal["keyword", "text", "number", "comment"]
Tint = Literal["", "added", "removed"]

# role of the theme in which each kind of word is written; everything else is text
ROLES: Mapping[WordKind, str] = {
    "keyword": "accent",
    "text": "ok",
    "number": "override",
    "comment": "text3",
}

KEYWORDS: Mapping[str, frozenset[str]] = {
    "bicep": frozenset(
        [
            "targetScope",
            "param",
            "var",
            "output",
            "resource",
            "module",
            "existing",
            "if",
            "for",
            "in",
            "using",
            "import",
            "metadata",
            "type",
            "func",
            "true",
            "false",
            "null",
        ]
    ),
    "terraform": frozenset(
        [
            "terraform",
            "provider",
            "resource",
            "data",
            "module",
            "variable",
            "output",
            "locals",
            "moved",
            "import",
            "for",
            "in",
            "if",
            "true",
            "false",
            "null",
        ]
    ),
    "arm": frozenset(["true", "false", "null"]),
}


@dataclass(frozen=True)
class Word:
    """A part of a line that is coloured: first character, length, what it is."""

    start: int
    length: int
    kind: WordKind


@dataclass(frozen=True)
class CodeLine:
    """A line of a file; `number` counts from one, 0 for a line that stands in no file."""

    text: str
    number: int
    words: tuple[Word, ...] = ()
    tint: Tint = ""


def head_line(text: str) -> CodeLine:
    """Return a line that tells what follows."""
    return CodeLine(text, 0, (Word(0, len(text), "comment"),))


_WORDS = re.compile(
    r"""(?P<comment>//.*$|\#.*$)
    |(?P<text>'(?:\\.|[^'\\])*'?|"(?:\\.|[^"\\])*"?)
    |(?P<number>(?<![\w.-])\d+(?:\.\d+)?\b)
    |(?P<word>[A-Za-z_]\w*)""",
    re.VERBOSE,
)
LONGEST = 2_000  # characters of a line that are coloured


def words_of_line(line: str, dialect: str) -> tuple[Word, ...]:
    """Return the coloured parts of a line. Lines are read alone: what goes over several is plain."""
    keywords = KEYWORDS.get(dialect, frozenset())
    found: list[Word] = []
    for match in _WORDS.finditer(line[:LONGEST]):
        kind = match.lastgroup
        start, length = match.start(), match.end() - match.start()
        if kind == "word":
            if match.group() in keywords and not _is_name(line, match):
                found.append(Word(start, length, "keyword"))
        elif kind == "comment" and line[start] == "#" and dialect == "bicep":
            continue
        elif kind in ROLES:
            found.append(Word(start, length, kind))  # type: ignore[arg-type]
    return tuple(found)


def _is_name(line: str, match: re.Match[str]) -> bool:
    """Return whether a keyword stands where a name stands: after a dot, before a colon or ``=``."""
    after = line[match.end() :].lstrip()
    return line[: match.start()].endswith(".") or after.startswith((":", "= ", "=\t"))
