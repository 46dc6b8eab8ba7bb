"""Bicep text -> statements: a strict parser of what aksdesigner writes, and of what is near it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import TypeVar

from aksdesigner.iac.read.bicep_tokens import Token, Tokens
from aksdesigner.iac.read.syntax import (
    Apply,
    Array,
    Literal,
    Loop,
    Name,
    Node,
    Object,
    Pieces,
    ReadError,
    Step,
)

T = TypeVar("T")

StatementKind = OneOf[
    "targetScope", "metadata", "param", "var", "resource", "module", "output", "using"
]
_WORDS = {"true": True, "false": False, "null": None}
# signs of two sides, from those that bind least to those that bind most
_LEVELS = (
    ("??",),
    ("||",),
    ("&&",),
    ("==", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)


@dataclass(frozen=True)
class Statement:
    """One statement of a file.

    `type` is that of a parameter or output, the ``type@version`` of a resource, the path of a
    module. `decorators` are calls, by name.
    """

    kind: StatementKind
    name: str
    line: int
    type: str = ""
    value: Node | None = None
    existing: bool = False
    condition: Node | None = None
    decorators: dict[str, tuple[Node, ...]] = field(default_factory=dict)


def read_bicep(text: str, file: str) -> tuple[Statement, ...]:
    """Return the statements of a Bicep file or parameter file.

    Raises ReadError with file and line for a syntax that the reader does not know.
    """
    return _Parser(Tokens(text, file).all(), file).statements()


class _Parser:
    def __init__(self, tokens: list[Token], file: str) -> None:
        self._tokens = tokens
        self._file = file
        self._at = 0

    # statements

    def statements(self) -> tuple[Statement, ...]:
        out = []
        self._skip_lines()
        while self._here.kind != "end":
            out.append(self._statement())
            self._expect("line")
            self._skip_lines()
        return tuple(out)

    def _statement(self) -> Statement:
        decorators: dict[str, tuple[Node, ...]] = {}
        while self._is("@"):
            self._pass("@")
            call = self._postfix()
            if not isinstance(call, Apply):
                raise self._error("a decorator is a call")
            decorators[call.function.removeprefix("sys.")] = call.arguments
            self._expect("line")
            self._skip_lines()
        word = self._expect("name")
        if word.text == "targetScope":
            self._pass("=")
            return Statement("targetScope", "", word.line, value=self._expression())
        if word.text == "using":
            return Statement("using", "", word.line, value=self._expression())
        if word.text in ("param", "output", "var", "metadata"):
            return self._named(word, decorators)
        if word.text in ("resource", "module"):
            return self._deployed(word, decorators)
        raise self._error(f"found {word.text}, which is no statement that this reader knows", word)

    def _named(self, word: Token, decorators: dict[str, tuple[Node, ...]]) -> Statement:
        kinds: dict[str, StatementKind] = {
            "param": "param",
            "output": "output",
            "var": "var",
            "metadata": "metadata",
        }
        name = self._expect("name")
        kind = ""
        if word.text in ("param", "output") and self._here.kind == "name":
            kind = self._expect("name").text
            while self._is("["):
                self._pass("[")
                self._pass("]")
                kind += "[]"
        value = None
        if self._is("="):
            self._pass("=")
            value = self._expression()
        return Statement(kinds[word.text], name.text, name.line, kind, value, decorators=decorators)

    def _condition(self) -> Node | None:
        """Return what stands in an ``if (...)``, None where there is none."""
        if self._here.kind != "name" or self._here.text != "if":
            return None
        self._at += 1
        self._pass("(")
        found = self._expression()
        self._pass(")")
        return found

    def _deployed(self, word: Token, decorators: dict[str, tuple[Node, ...]]) -> Statement:
        name = self._expect("name")
        kind = self._expect("string")
        if len(kind.pieces) != 1 or not isinstance(kind.pieces[0], str):
            raise self._error("a type or a path is a plain string", kind)
        existing = self._here.kind == "name" and self._here.text == "existing"
        if existing:
            self._at += 1
        self._pass("=")
        condition = self._condition()
        value = self._expression()
        return Statement(
            "resource" if word.text == "resource" else "module",
            name.text,
            name.line,
            kind.pieces[0],
            value,
            existing,
            condition,
            decorators,
        )

    # expressions

    def _expression(self) -> Node:
        found = self._two_sides(0)
        if not self._is("?"):
            return found
        self._pass("?")
        self._skip_lines()
        yes = self._expression()
        self._skip_lines()
        self._pass(":")
        self._skip_lines()
        return Apply("?:", (found, yes, self._expression()))

    def _two_sides(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._one_side()
        left = self._two_sides(level + 1)
        while self._here.kind == "sign" and self._here.text in _LEVELS[level]:
            sign = self._here.text
            self._at += 1
            left = Apply(sign, (left, self._two_sides(level + 1)))
        return left

    def _one_side(self) -> Node:
        for sign in ("!", "-"):
            if self._is(sign):
                self._pass(sign)
                return Apply(f"unary {sign}", (self._one_side(),))
        return self._postfix()

    def _postfix(self) -> Node:
        found = self._primary()
        while True:
            if self._is("."):
                self._pass(".")
                member = self._expect("name").text
                if self._is("(") and isinstance(found, Name):
                    found = Apply(f"{found.name}.{member}", self._arguments())
                else:
                    found = Step(found, Literal(member))
            elif self._is("["):
                self._pass("[")
                found = Step(found, self._expression())
                self._pass("]")
            else:
                return found

    def _primary(self) -> Node:
        token = self._here
        self._at += 1
        if token.kind == "number":
            return Literal(int(token.text))
        if token.kind == "string":
            return self._string(token)
        if token.kind == "name":
            if token.text in _WORDS:
                return Literal(_WORDS[token.text])
            return Apply(token.text, self._arguments()) if self._is("(") else Name(token.text)
        if token.text == "(":
            found = self._expression()
            self._pass(")")
            return found
        if token.text == "{":
            return self._object()
        if token.text == "[":
            return self._array()
        shown = "the end of the line" if token.kind in ("line", "end") else token.text
        raise self._error(f"found {shown}, expected a value", token)

    def _string(self, token: Token) -> Node:
        if len(token.pieces) == 1 and isinstance(token.pieces[0], str):
            return Literal(token.pieces[0])
        items: list[Node] = []
        for piece in token.pieces:
            if isinstance(piece, str):
                if piece:
                    items.append(Literal(piece))
                continue
            inner = _Parser(Tokens(piece[0], self._file, piece[1]).all(), self._file)
            items.append(inner.whole())
        return Pieces(tuple(items))

    def whole(self) -> Node:
        """Return the one expression that the tokens are."""
        found = self._expression()
        self._expect("line")
        self._expect("end")
        return found

    def _arguments(self) -> tuple[Node, ...]:
        self._pass("(")
        self._skip_lines()
        out: list[Node] = []
        while not self._is(")"):
            if out:
                self._pass(",")
                self._skip_lines()
            out.append(self._expression())
            self._skip_lines()
        self._pass(")")
        return tuple(out)

    def _object(self) -> Node:
        pairs = self._listed("}", self._pair)
        names = [k.value for k, _ in pairs if isinstance(k, Literal)]
        if len(set(names)) != len(names):
            raise self._error("an object has one property twice")
        return Object(tuple(pairs))

    def _pair(self) -> tuple[Node, Node]:
        if self._here.kind == "name":
            key: Node = Literal(self._expect("name").text)
        else:
            key = self._string(self._expect("string"))
        self._pass(":")
        return key, self._expression()

    def _array(self) -> Node:
        if self._here.kind == "name" and self._here.text == "for":
            return self._loop()
        return Array(tuple(self._listed("]", self._expression)))

    def _listed(self, right: str, one: Callable[[], T]) -> list[T]:
        """Return the items until a bracket; a line's end or a comma stands between two."""
        out: list[T] = []
        self._skip_lines()
        while not self._is(right):
            out.append(one())
            if self._is(","):
                self._pass(",")
                if self._here.kind == "line":
                    raise self._error("a comma stands before the end of a line")
            elif not self._is(right):
                self._expect("line")
                self._skip_lines()
        self._pass(right)
        return out

    def _loop(self) -> Node:
        self._expect("name")
        position = ""
        if self._is("("):
            self._pass("(")
            item = self._expect("name").text
            self._pass(",")
            position = self._expect("name").text
            self._pass(")")
        else:
            item = self._expect("name").text
        word = self._expect("name")
        if word.text != "in":
            raise self._error(f"found {word.text}, expected in", word)
        over = self._expression()
        self._pass(":")
        condition = self._condition()
        body = self._expression()
        self._skip_lines()
        self._pass("]")
        return Loop(item, position, over, body, condition)

    # tokens

    @property
    def _here(self) -> Token:
        return self._tokens[min(self._at, len(self._tokens) - 1)]

    def _is(self, sign: str) -> bool:
        return self._here.kind == "sign" and self._here.text == sign

    def _pass(self, sign: str) -> None:
        if not self._is(sign):
            found = "the end of the line" if self._here.kind in ("line", "end") else ""
            raise self._error(f"found {found or self._here.text or 'a string'}, expected {sign}")
        self._at += 1

    def _expect(self, kind: str) -> Token:
        token = self._here
        if token.kind != kind:
            found = "the end of the line" if token.kind in ("line", "end") else ""
            wanted = {"line": "the end of the line", "end": "the end"}.get(kind, f"a {kind}")
            raise self._error(f"found {found or token.text or 'a string'}, expected {wanted}")
        self._at += 1
        return token

    def _skip_lines(self) -> None:
        while self._here.kind == "line":
            self._at += 1

    def _error(self, message: str, token: Token | None = None) -> ReadError:
        return ReadError(f"{self._file}:{(token or self._here).line}", message)
