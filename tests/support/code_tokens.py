"""Small readers of Bicep and HCL text, written for tests: tokens with strings decoded.

They know strings, comments, names, numbers and signs, and stop at anything else, so that text
which broke out of a string can't pass unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|-?\d+")
_BICEP_ESCAPES = {"'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "$": "$"}
_HCL_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class UnreadableError(Exception):
    """Text that the language would refuse."""


@dataclass(frozen=True)
class Token:
    """kind is ``string``, ``word``, ``sign``, ``comment`` or ``line``; strings are decoded."""

    kind: str
    text: str


def bicep_tokens(text: str) -> list[Token]:
    """Return the tokens of Bicep text. Raises UnreadableError."""
    return _tokens(text, "'", "//", _bicep_string)


def hcl_tokens(text: str) -> list[Token]:
    """Return the tokens of HCL text. Raises UnreadableError."""
    return _tokens(text, '"', "#", _hcl_string)


def _tokens(text, quote, comment, read_string):
    out, i = [], 0
    while i < len(text):
        char = text[i]
        if char == "\n":
            out.append(Token("line", "\n"))
            i += 1
        elif char == " ":
            i += 1
        elif text.startswith(comment, i):
            end = text.index("\n", i)
            out.append(Token("comment", text[i:end]))
            i = end
        elif char == quote:
            tokens, i = read_string(text, i + 1)
            out.extend(tokens)
        elif char in "{}[]()=:.,?!<>@&|+":
            out.append(Token("sign", char))
            i += 1
        else:
            match = _WORD.match(text, i)
            if not match:
                raise UnreadableError(f"{char!r} at {i}")
            out.append(Token("word", match.group()))
            i = match.end()
    return out


def _bicep_string(text, i):
    out, current = [], []
    while True:
        char = text[i]
        if char == "'":
            return [*out, Token("string", "".join(current))], i + 1
        if char in "\n\r":
            raise UnreadableError("a string that does not end on its line")
        if char == "\\":
            value, i = _bicep_escape(text, i + 1)
            current.append(value)
        elif text.startswith("${", i):
            out.append(Token("string", "".join(current)))
            current = []
            inner, i = _interpolated(text, i + 2, "'")
            out.extend(inner)
        else:
            current.append(char)
            i += 1


def _bicep_escape(text, i):
    if text.startswith("u{", i):
        end = text.index("}", i)
        return chr(int(text[i + 2 : end], 16)), end + 1
    if text[i] not in _BICEP_ESCAPES:
        raise UnreadableError(f"no escape \\{text[i]}")
    return _BICEP_ESCAPES[text[i]], i + 1


def _hcl_string(text, i):
    out, current = [], []
    while True:
        char = text[i]
        if char == '"':
            return [*out, Token("string", "".join(current))], i + 1
        if char in "\n\r":
            raise UnreadableError("a string that does not end on its line")
        if char == "\\":
            value, i = _hcl_escape(text, i + 1)
            current.append(value)
        elif text.startswith(("$${", "%%{"), i):
            current.append(text[i + 1 : i + 3])
            i += 3
        elif text.startswith(("${", "%{"), i):
            out.append(Token("string", "".join(current)))
            current = []
            inner, i = _interpolated(text, i + 2, '"')
            out.extend(inner)
        else:
            current.append(char)
            i += 1


def _hcl_escape(text, i):
    for letter, digits in (("u", 4), ("U", 8)):
        if text[i] == letter:
            return chr(int(text[i + 1 : i + 1 + digits], 16)), i + 1 + digits
    if text[i] not in _HCL_ESCAPES:
        raise UnreadableError(f"no escape \\{text[i]}")
    return _HCL_ESCAPES[text[i]], i + 1


def _interpolated(text, i, quote):
    """Return the tokens of an interpolation that holds a plain reference."""
    end = text.index("}", i)
    inner = text[i:end]
    if quote in inner or not re.fullmatch(
        r"(jsonencode\()?[A-Za-z0-9_.\[\]]+\)?|resourceGroup\(\)\.name", inner
    ):
        raise UnreadableError(f"an interpolation of {inner!r}")
    return [Token("sign", "${"), Token("word", inner), Token("sign", "}")], end + 1
