"""Bicep text -> tokens. Strings keep their interpolations as text and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from aksdesigner.iac.read.syntax import ReadError

Kind = Literal["name", "number", "string", "sign", "line", "end"]

_SPACE = re.compile(r"[ \t]+|//[^\n]*|/\*.*?\*/|#disable-next-line[^\n]*", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(r"[0-9]+")
_SIGNS = (
    *("==", "!=", "<=", ">=", "&&", "||", "??", "=>"),
    *"{}[]()=:,.@?!<>+-*/%|",
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", "$": "$"}
_CODE = re.compile(r"u\{([0-9A-Fa-f]{1,6})\}")


@dataclass(frozen=True)
class Token:
    """One token and its line; `pieces` of a string are texts, and (code, line) of what is folded in."""

    kind: Kind
    text: str
    line: int
    pieces: tuple[str | tuple[str, int], ...] = ()


class Tokens:
    """Reads a file from its beginning to its end."""

    def __init__(self, text: str, file: str, line: int = 1) -> None:
        self._text = text.replace("\r\n", "\n")
        self._file = file
        self._at = 0
        self._line = line

    def all(self) -> list[Token]:
        """Return the tokens; the last is the end. Raises ReadError for what is no token."""
        out = []
        while self._at < len(self._text):
            token = self._next()
            if token is not None:
                out.append(token)
        return [*out, Token("line", "\n", self._line), Token("end", "", self._line)]

    def _error(self, message: str) -> ReadError:
        return ReadError(f"{self._file}:{self._line}", message)

    def _next(self) -> Token | None:
        text, at, line = self._text, self._at, self._line
        space = _SPACE.match(text, at)
        if space:
            self._line += space.group().count("\n")
            self._at = space.end()
            return None
        if text[at] == "\n":
            self._at, self._line = at + 1, line + 1
            return Token("line", "\n", line)
        if text.startswith("'''", at):
            return self._block(line)
        if text[at] == "'":
            return self._string(line)
        for kind, pattern in (("name", _NAME), ("number", _NUMBER)):
            found = pattern.match(text, at)
            if found:
                self._at = found.end()
                return Token("name" if kind == "name" else "number", found.group(), line)
        for sign in _SIGNS:
            if text.startswith(sign, at):
                self._at = at + len(sign)
                return Token("sign", sign, line)
        raise self._error(f"found {text[at]!r}, which begins nothing that Bicep has")

    def _block(self, line: int) -> Token:
        """Read a multi-line string: nothing in it is escaped or folded in."""
        end = self._text.find("'''", self._at + 3)
        if end < 0:
            raise self._error("a multi-line string has no end")
        while self._text.startswith("'", end + 3):
            end += 1
        inner = self._text[self._at + 3 : end]
        self._line += inner.count("\n")
        self._at = end + 3
        return Token("string", "", line, (inner.removeprefix("\n"),))

    def _string(self, line: int) -> Token:
        pieces: list[str | tuple[str, int]] = []
        out: list[str] = []
        self._at += 1
        while True:
            char = self._text[self._at : self._at + 1]
            if char in ("", "\n"):
                raise self._error("a string has no end on its line")
            if char == "'":
                self._at += 1
                pieces.append("".join(out))
                return Token("string", "", line, tuple(pieces))
            if char == "\\":
                out.append(self._escape())
            elif self._text.startswith("${", self._at):
                pieces.append("".join(out))
                out = []
                pieces.append((self._folded(), self._line))
            else:
                out.append(char)
                self._at += 1

    def _escape(self) -> str:
        char = self._text[self._at + 1 : self._at + 2]
        if char in _ESCAPES and char:
            self._at += 2
            return _ESCAPES[char]
        code = _CODE.match(self._text, self._at + 1)
        if code and int(code[1], 16) <= 0x10FFFF:
            self._at = code.end()
            return chr(int(code[1], 16))
        raise self._error(f"found \\{char}, which is no escape of Bicep")

    def _folded(self) -> str:
        """Return the code of ``${code}``: up to its own bracket, past strings and brackets inside."""
        start = self._at = self._at + 2
        depth = 0
        while True:
            char = self._text[self._at : self._at + 1]
            if char in ("", "\n"):
                raise self._error("an interpolation has no end on its line")
            if char == "'":
                self._string(self._line)
                continue
            self._at += 1
            depth += (char == "{") - (char == "}")
            if depth < 0:
                return self._text[start : self._at - 1]
