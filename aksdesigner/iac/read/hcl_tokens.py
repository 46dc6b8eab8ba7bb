"""HCL text -> tokens. Strict: what we do not write is an error with file and line, never skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_SPACE = re.compile(r"[ \t\r]+")
_COMMENT = re.compile(r"(#|//)[^\n]*")
# the longest first
_SIGNS = ("==", "!=", "<=", ">=", "&&", "||", "=>", "...") + tuple("{}[]()=,.:?+-*/%<>!")
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


class HclError(Exception):
    """Text that is not the HCL that this program writes: file, line and what was expected."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line


@dataclass(frozen=True)
class Token:
    """A word, number, sign, line end or string. `pieces` of a string are texts and token lists."""

    kind: str
    text: str
    line: int
    pieces: tuple[str | tuple[Token, ...], ...] = ()


def tokens_of(text: str, path: str) -> tuple[Token, ...]:
    """Return the tokens of a file, an "end" last. Raises HclError."""
    reader = _Reader(text, path)
    found = reader.until("")
    return (*found, Token("end", "", reader.line))


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.at, self.line = 0, 1

    def error(self, message: str) -> HclError:
        return HclError(self.path, self.line, message)

    def until(self, closing: str) -> tuple[Token, ...]:
        """Return tokens up to a brace that closes an interpolation, or to the end."""
        out: list[Token] = []
        depth = 0
        while self.at < len(self.text):
            if closing and depth == 0 and self.text[self.at] == closing:
                self.at += 1
                return (*out, Token("end", "", self.line))
            token = self._next()
            if token is None:
                continue
            if token.kind == "sign":
                depth += {"{": 1, "}": -1}.get(token.text, 0)
            out.append(token)
        if closing:
            raise self.error("found the end of the file inside an interpolation")
        return tuple(out)

    def _next(self) -> Token | None:
        char = self.text[self.at]
        if char == "\n":
            token = Token("line", "\n", self.line)
            self.at += 1
            self.line += 1
            return token
        if self.text.startswith("/*", self.at):
            self._block_comment()
            return None
        for pattern in (_SPACE, _COMMENT):
            found = pattern.match(self.text, self.at)
            if found:
                self.at = found.end()
                return None
        if char == '"':
            return self._string()
        for kind, pattern in (("word", _ID), ("number", _NUMBER)):
            found = pattern.match(self.text, self.at)
            if found:
                self.at = found.end()
                return Token(kind, found.group(), self.line)
        return self._sign(char)

    def _sign(self, char: str) -> Token:
        if self.text.startswith("<<", self.at):
            raise self.error("found a heredoc, which this program does not write")
        for sign in _SIGNS:
            if self.text.startswith(sign, self.at):
                self.at += len(sign)
                return Token("sign", sign, self.line)
        raise self.error(f"found {char!r}, expected HCL")

    def _block_comment(self) -> None:
        end = self.text.find("*/", self.at)
        if end < 0:
            raise self.error("found a comment without an end")
        self.line += self.text.count("\n", self.at, end)
        self.at = end + 2

    def _string(self) -> Token:
        line, plain = self.line, ""
        pieces: list[str | tuple[Token, ...]] = []
        self.at += 1
        while True:
            if self.at >= len(self.text) or self.text[self.at] == "\n":
                raise self.error("found a string without an end")
            char = self.text[self.at]
            if char == '"':
                self.at += 1
                break
            if char in "$%" and self.text.startswith(char + "{", self.at + 1):
                plain += char + "{"
                self.at += 3
            elif self.text.startswith("${", self.at):
                pieces.append(plain)
                plain = ""
                self.at += 2
                pieces.append(self.until("}"))
            elif self.text.startswith("%{", self.at):
                raise self.error("found a template directive, which this program does not write")
            elif char == "\\":
                plain += self._escape()
            else:
                plain += char
                self.at += 1
        pieces.append(plain)
        return Token("string", "", line, tuple(p for p in pieces if p != "") or ("",))

    def _escape(self) -> str:
        char = self.text[self.at + 1 : self.at + 2]
        if char in _PLAIN_ESCAPES:
            self.at += 2
            return _PLAIN_ESCAPES[char]
        length = {"u": 4, "U": 8}.get(char)
        digits = self.text[self.at + 2 : self.at + 2 + (length or 0)]
        if length and re.fullmatch(f"[0-9A-Fa-f]{{{length}}}", digits):
            code = int(digits, 16)
            if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                self.at += 2 + length
                return chr(code)
        raise self.error(f"found the escape {self.text[self.at : self.at + 6]!r}, unknown to HCL")
