"""JSON text -> plain values, objects with the line of each member."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.read.syntax import ReadError

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z]+")
_WORDS = {"true": True, "false": False, "null": None}
SHOWN = 20  # characters of what was found
DEEPEST = 200  # arrays and objects inside each other


class Table(dict[str, Any]):
    """An object; `lines` has the line of each of its members, `line` that of its beginning."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """Return the line of a member, that of the object where it has none of the name."""
        return self.lines.get(key, self.line)


def read_json(text: str, file: str) -> Any:
    """Return the value that a JSON text is; objects are `Table`.

    Raises ReadError with file and line for what is no JSON, for a member that stands twice, and
    for a number with a fraction, which no template has.
    """
    reader = _Reader(text, file)
    value = reader.value(0)
    reader.end()
    return value


@dataclass
class _Reader:
    text: str
    file: str
    at: int = 0
    line: int = 1

    def value(self, depth: int) -> Any:
        sign = self._here()
        if depth > DEEPEST:
            raise self._error(f"{DEEPEST} objects stand inside each other")
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._array(depth)
        if sign == '"':
            return self._string("a string")
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _WORDS:
            self.at = word.end()
            return _WORDS[word.group()]
        number = _NUMBER.match(self.text, self.at)
        if not number:
            raise self._expected("a value")
        if number[1] or number[2]:
            raise self._expected("a whole number")
        self.at = number.end()
        return int(number.group())

    def end(self) -> None:
        if self._here():
            raise self._expected("the end of the file")

    def _object(self, depth: int) -> Table:
        self.at += 1
        out = Table(self.line)
        while self._here() != "}":
            if out:
                self._pass(",")
            self._here()
            line = self.line
            key = self._string("the name of a member")
            if key in out:
                raise ReadError(f"{self.file}:{line}", f"{key!r} stands twice in one object")
            self._pass(":")
            out[key] = self.value(depth + 1)
            out.lines[key] = line
        self.at += 1
        return out

    def _array(self, depth: int) -> list[Any]:
        self.at += 1
        out: list[Any] = []
        while self._here() != "]":
            if out:
                self._pass(",")
            out.append(self.value(depth + 1))
        self.at += 1
        return out

    def _string(self, wanted: str) -> str:
        found = _STRING.match(self.text, self.at)
        if not found:
            raise self._expected(wanted)
        self.at = found.end()
        value: str = json.loads(found.group())
        return value

    def _here(self) -> str:
        """Return the next character that is no space, "" at the end."""
        space = _SPACE.match(self.text, self.at)
        assert space is not None
        self.line += space.group().count("\n")
        self.at = space.end()
        return self.text[self.at : self.at + 1]

    def _pass(self, sign: str) -> None:
        if self._here() != sign:
            raise self._expected(sign)
        self.at += 1

    def _expected(self, wanted: str) -> ReadError:
        rest = self.text[self.at :].partition("\n")[0]
        shown = rest if len(rest) <= SHOWN else f"{rest[:SHOWN]}..."
        return self._error(f"found {shown or 'the end'}, expected {wanted}")

    def _error(self, message: str) -> ReadError:
        return ReadError(f"{self.file}:{self.line}", message)
