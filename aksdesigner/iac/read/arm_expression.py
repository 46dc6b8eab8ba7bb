"""Strings of an ARM template -> expressions: what stands in brackets, and what is text."""

from __future__ import annotations

import re

from aksdesigner.iac.read.syntax import Apply, Literal, Node, ReadError, Step

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<number>-?[0-9]+)|(?P<sign>[(),.\[\]]))"
)
DEEPEST = 100  # calls inside each other
END = "the end"


def is_expression(text: str) -> bool:
    """Return whether a string of a template is an expression: one bracket at each end."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def literal_of(text: str) -> str:
    """Return the text that a string stands for which is no expression."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text


def read_expression(text: str, place: str) -> Node:
    """Return the expression of a string in brackets.

    Raises ReadError with `place` for a syntax that the language does not have.
    """
    parser = _Parser(text[1:-1], place)
    found = parser.expression(0)
    parser.finish()
    return found


class _Parser:
    """Calls, literals, members and items: the language has no operators."""

    def __init__(self, text: str, place: str) -> None:
        self._place = place
        self._tokens = self._read(text)
        self._at = 0

    def _read(self, text: str) -> list[tuple[str, str]]:
        out: list[tuple[str, str]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            found = _TOKEN.match(text, at)
            if not found:
                raise self._error(f"found {text[at:].strip()!r}, which begins nothing")
            kind = found.lastgroup or ""
            out.append((kind, found[kind]))
            at = found.end()
        return [*out, ("end", END)]

    def expression(self, depth: int) -> Node:
        """Return one expression with its members and items."""
        if depth > DEEPEST:
            raise self._error(f"{DEEPEST} calls stand inside each other")
        found = self._head(depth)
        while self._tokens[self._at][1] in (".", "[") and self._tokens[self._at][0] == "sign":
            if self._take()[1] == ".":
                found = Step(found, Literal(self._expect("name")))
            else:
                found = Step(found, self.expression(depth + 1))
                self._sign("]")
        return found

    def finish(self) -> None:
        """Raise ReadError where something is left."""
        kind, text = self._tokens[self._at]
        if kind != "end":
            raise self._error(f"found {text}, expected {END} of the expression")

    def _head(self, depth: int) -> Node:
        kind, text = self._take()
        if kind == "text":
            return Literal(text[1:-1].replace("''", "'"))
        if kind == "number":
            return Literal(int(text))
        if kind != "name":
            raise self._error(f"found {text}, expected a function, a text or a number")
        self._sign("(")
        arguments: list[Node] = []
        while self._tokens[self._at] != ("sign", ")"):
            if arguments:
                self._sign(",")
            arguments.append(self.expression(depth + 1))
        self._sign(")")
        return Apply(text, tuple(arguments))

    def _take(self) -> tuple[str, str]:
        found = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return found

    def _expect(self, kind: str) -> str:
        found, text = self._take()
        if found != kind:
            raise self._error(f"found {text}, expected a {kind}")
        return text

    def _sign(self, sign: str) -> None:
        kind, text = self._take()
        if (kind, text) != ("sign", sign):
            raise self._error(f"found {text}, expected {sign}")

    def _error(self, message: str) -> ReadError:
        return ReadError(self._place, message)
