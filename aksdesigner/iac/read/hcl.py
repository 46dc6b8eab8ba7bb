"""HCL tokens -> blocks and expressions. Strict: anything else is an error with file and line."""

from __future__ import annotations

from aksdesigner.iac.read.hcl_tokens import HclError, Token, tokens_of
from aksdesigner.iac.read.hcl_tree import (
    Attribute,
    Block,
    CallOf,
    Choice,
    ListOf,
    Node,
    ObjectOf,
    Operation,
    Path,
    Template,
    Value,
)

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
# signs by how strongly they bind, the weakest first
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


def parse_hcl(text: str, path: str) -> Block:
    """Return a file as a block without labels. Raises HclError."""
    parser = _Parser(tokens_of(text, path), path)
    attributes, blocks = parser.body("end")
    return Block("", (), attributes, blocks, path, 1)


class _Parser:
    def __init__(self, tokens: tuple[Token, ...], path: str) -> None:
        self.tokens, self.path, self.at = tokens, path, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def error(self, expected: str) -> HclError:
        found = self.token
        said = {"line": "the end of the line", "end": "the end", "string": "a string"}
        shown = said.get(found.kind, repr(found.text))
        return HclError(self.path, found.line, f"found {shown}, expected {expected}")

    def is_sign(self, *signs: str) -> bool:
        return self.token.kind == "sign" and self.token.text in signs

    def sign(self, text: str) -> None:
        if not self.is_sign(text):
            raise self.error(repr(text))
        self.at += 1

    def word(self, expected: str = "a name") -> str:
        if self.token.kind != "word":
            raise self.error(expected)
        self.at += 1
        return self.tokens[self.at - 1].text

    def lines(self) -> None:
        while self.token.kind == "line":
            self.at += 1

    def body(self, closing: str) -> tuple[dict[str, Attribute], tuple[Block, ...]]:
        """Return what stands in a block up to its closing brace, or to the end of the file."""
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        while True:
            self.lines()
            if self.token.kind == "end" if closing == "end" else self.is_sign(closing):
                return attributes, tuple(blocks)
            line, name = self.token.line, self.word("an attribute or a block")
            if self.is_sign("="):
                if name in attributes:
                    raise HclError(self.path, line, f"found {name} twice in one block")
                self.at += 1
                attributes[name] = Attribute(name, self.expression(), self.path, line)
            else:
                blocks.append(self.block(name, line))
            if self.token.kind not in ("line", "end") and not self.is_sign(closing):
                raise self.error("the end of the line")

    def block(self, word: str, line: int) -> Block:
        labels = []
        while self.token.kind in ("string", "word"):
            labels.append(self.label())
        self.sign("{")
        attributes, blocks = self.body("}")
        self.sign("}")
        return Block(word, tuple(labels), attributes, blocks, self.path, line)

    def label(self) -> str:
        token = self.token
        pieces = token.pieces if token.kind == "string" else (token.text,)
        if len(pieces) != 1 or not isinstance(pieces[0], str):
            raise self.error("a plain label")
        self.at += 1
        return pieces[0]

    def expression(self) -> Node:
        test = self.binary(0)
        if not self.is_sign("?"):
            return test
        self.at += 1
        yes = self.expression()
        self.sign(":")
        return Choice(test, yes, self.expression())

    def binary(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.is_sign(*_LEVELS[level]):
            sign = self.token.text
            self.at += 1
            left = Operation(sign, (left, self.binary(level + 1)))
        return left

    def unary(self) -> Node:
        if self.is_sign("!", "-"):
            sign = self.token.text
            self.at += 1
            return Operation(sign, (self.unary(),))
        return self.atom()

    def atom(self) -> Node:
        token = self.token
        if token.kind == "string":
            self.at += 1
            return self.template(token)
        if token.kind == "number":
            self.at += 1
            return Value(float(token.text) if "." in token.text else int(token.text))
        if token.kind == "word":
            return self.named()
        if self.is_sign("["):
            return self.list()
        if self.is_sign("{"):
            return self.object()
        if self.is_sign("("):
            self.at += 1
            self.lines()
            inner = self.expression()
            self.lines()
            self.sign(")")
            return inner
        raise self.error("a value")

    def template(self, token: Token) -> Node:
        pieces: list[Node] = []
        for piece in token.pieces:
            if isinstance(piece, str):
                pieces.append(Value(piece))
                continue
            inner = _Parser(piece, self.path)
            pieces.append(inner.expression())
            if inner.token.kind != "end":
                raise inner.error("the end of the interpolation")
        if len(pieces) == 1 and isinstance(pieces[0], Value):
            return pieces[0]
        return Template(tuple(pieces))

    def named(self) -> Node:
        name = self.word()
        if name in _WORDS:
            return Value(_WORDS[name])
        if self.is_sign("("):
            return CallOf(name, self.items("(", ")"))
        steps: list[str | Node] = []
        while self.is_sign(".", "["):
            sign = self.token.text
            self.at += 1
            if sign == ".":
                steps.append(self.word("the name of a property"))
            else:
                steps.append(self.expression())
                self.sign("]")
        return Path(name, tuple(steps))

    def items(self, opening: str, closing: str) -> tuple[Node, ...]:
        self.sign(opening)
        self.lines()
        out = []
        while not self.is_sign(closing):
            out.append(self.expression())
            self.lines()
            if not self.is_sign(closing):
                self.sign(",")
                self.lines()
        self.sign(closing)
        return tuple(out)

    def list(self) -> Node:
        return ListOf(self.items("[", "]"))

    def object(self) -> Node:
        self.sign("{")
        pairs: list[tuple[Node, Node]] = []
        self.lines()
        while not self.is_sign("}"):
            key: Node = Value(self.word()) if self.token.kind == "word" else self.atom()
            if self.is_sign("=", ":"):
                self.at += 1
            else:
                raise self.error("'='")
            pairs.append((key, self.expression()))
            if not self.is_sign("}", ",") and self.token.kind != "line":
                raise self.error("the end of the line")
            if self.is_sign(","):
                self.at += 1
            self.lines()
        self.sign("}")
        return ObjectOf(tuple(pairs))
