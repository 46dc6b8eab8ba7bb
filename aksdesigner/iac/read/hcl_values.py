"""HCL expressions -> values: variables and locals are folded, the rest stays what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.read.hcl_tokens import HclError
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
from aksdesigner.iac.read.registry import Steps, property_of
from aksdesigner.iac.read.values import Asked, Called, Mixed


@dataclass(frozen=True)
class Reference:
    """A property of a block: ``azurerm_subnet.x`` or ``data.azurerm_subnet.x``, and the steps."""

    address: str
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Given:
    """A count that is 1 where a parameter was given, else 0."""

    parameter: str


@dataclass(frozen=True)
class Scope:
    """What names stand for; `addresses` are the blocks that may be referred to.

    `outputs` tells of each call of a registry's module which property its outputs are.
    """

    variables: Mapping[str, Any]
    locals: Mapping[str, Attribute]
    addresses: frozenset[str]
    outputs: Mapping[str, Mapping[Steps, Steps]] = field(default_factory=dict)


class Evaluator:
    """Evaluates the expressions of one folder. Raises HclError for what has no meaning there."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[str, Any] = {}
        self._running: list[str] = []
        self._place = ("", 0)

    def attribute(self, attribute: Attribute) -> Any:
        """Return the value of an attribute."""
        before, self._place = self._place, (attribute.path, attribute.line)
        try:
            return self._value(attribute.value)
        finally:
            self._place = before

    def body(self, block: Block) -> dict[str, Any]:
        """Return a block as an object; nested blocks of one name are a list of objects."""
        out = {name: self.attribute(item) for name, item in block.attributes.items()}
        for inner in block.blocks:
            if inner.labels:
                raise HclError(inner.path, inner.line, f"found labels at block {inner.word}")
            if inner.word in block.attributes:
                raise HclError(inner.path, inner.line, f"{inner.word} is an attribute too")
            out.setdefault(inner.word, []).append(self.body(inner))
        return out

    def error(self, message: str) -> HclError:
        """Return an error at the attribute that is being evaluated."""
        return HclError(*self._place, message)

    def _value(self, node: Node) -> Any:
        if isinstance(node, Value):
            return node.value
        if isinstance(node, ListOf):
            return [self._value(item) for item in node.items]
        if isinstance(node, ObjectOf):
            return {self._key(key): self._value(value) for key, value in node.pairs}
        if isinstance(node, Template):
            return self._joined([self._value(piece) for piece in node.pieces])
        if isinstance(node, Path):
            return self._path(node)
        if isinstance(node, CallOf):
            return self._call(node.function, [self._value(a) for a in node.arguments])
        if isinstance(node, Choice):
            return self._choice(node)
        return self._operation(node)

    def _key(self, node: Node) -> Any:
        key = self._value(node)
        if not isinstance(key, (str, Mixed, Reference, Asked)):
            raise self.error(f"found the key {key!r}, expected text")
        return key

    def _joined(self, pieces: list[Any]) -> Any:
        flat: list[Any] = []
        for piece in pieces:
            if isinstance(piece, (str, int, float)) and not isinstance(piece, bool):
                if flat and isinstance(flat[-1], str):
                    flat[-1] += str(piece)
                else:
                    flat.append(str(piece))
            elif isinstance(piece, (Reference, Asked, Called, Mixed)):
                flat.append(piece)
            else:
                raise self.error(f"found {piece!r} inside a text")
        return flat[0] if len(flat) == 1 and isinstance(flat[0], str) else Mixed(tuple(flat))

    def _path(self, node: Path) -> Any:
        steps = [s if isinstance(s, str) else self._value(s) for s in node.steps]
        if node.root == "var":
            return self._below(self._named(self._scope.variables, "variable", steps), steps[1:])
        if node.root == "local":
            return self._below(self._local(steps), steps[1:])
        lead = ["data"] if node.root == "data" else []
        words = [*([] if lead else [node.root]), *steps]
        address = ".".join([*lead, *(str(word) for word in words[:2])])
        if len(words) < 2 or address not in self._scope.addresses:
            raise self.error(f"{address} is declared nowhere")
        return Reference(address, self._property(address, tuple(words[2:])))

    def _property(self, address: str, steps: Steps) -> Steps:
        outputs = self._scope.outputs.get(address)
        if outputs is None or not steps:
            return steps
        try:
            return property_of(outputs, steps)
        except KeyError as name:
            raise self.error(f"{address} gives no {name.args[0]}") from None

    def _named(self, known: Mapping[str, Any], what: str, steps: list[Any]) -> Any:
        if not steps or steps[0] not in known:
            raise self.error(f"{what} {steps[0] if steps else ''} is declared nowhere")
        return known[steps[0]]

    def _local(self, steps: list[Any]) -> Any:
        attribute = self._named(self._scope.locals, "local value", steps)
        name = attribute.name
        if name in self._running:
            raise self.error(f"local value {name} needs itself")
        if name not in self._known:
            self._running.append(name)
            self._known[name] = self.attribute(attribute)
            self._running.pop()
        return self._known[name]

    def _below(self, value: Any, steps: list[Any]) -> Any:
        for step in steps:
            if isinstance(value, Asked):
                value = Asked(f"{value.name}.{step}")
            elif (
                isinstance(value, dict)
                and step in value
                or isinstance(value, list)
                and isinstance(step, int)
                and step < len(value)
            ):
                value = value[step]
            elif isinstance(value, Reference):
                value = Reference(value.address, (*value.path, step))
            else:
                raise self.error(f"{step} is no part of {value!r}")
        return value

    def _call(self, name: str, arguments: list[Any]) -> Any:
        if name not in _FUNCTIONS:
            raise self.error(f"found the function {name}, which this program does not write")
        first = arguments[0] if arguments else None
        if name == "coalesce" and first not in (None, "") and not _is_open(first):
            return first
        if any(_is_open(a) for a in arguments):
            return Called(name, tuple(_frozen(a) for a in arguments))
        try:
            return _FUNCTIONS[name](*arguments)
        except (TypeError, ValueError, AttributeError) as error:
            raise self.error(f"{name}: {error}") from None

    def _choice(self, node: Choice) -> Any:
        test = node.test
        if isinstance(test, Operation) and test.sign in ("==", "!=") and len(test.operands) == 2:
            found = [self._value(operand) for operand in test.operands]
            ways = [self._value(node.yes), self._value(node.no)]
            if test.sign == "!=":
                ways.reverse()
            if isinstance(found[0], Asked) and found[1] is None and ways == [0, 1]:
                return Given(found[0].name)
        chosen = self._value(test)
        if not isinstance(chosen, bool):
            raise self.error("found a choice whose test is known only at deployment")
        return self._value(node.yes if chosen else node.no)

    def _operation(self, node: Operation) -> Any:
        found = [self._value(operand) for operand in node.operands]
        if len(found) == 1 and node.sign == "-" and isinstance(found[0], int):
            return -found[0]
        if len(found) == 1 and node.sign == "!" and isinstance(found[0], bool):
            return not found[0]
        if len(found) == 2 and node.sign in ("==", "!=") and not any(map(_is_open, found)):
            return (found[0] == found[1]) == (node.sign == "==")
        raise self.error(f"found {node.sign} in an expression that is known only at deployment")


def _is_open(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_is_open(item) for item in value)
    if isinstance(value, dict):
        return any(_is_open(item) for item in value.values())
    return isinstance(value, (Reference, Asked, Called, Mixed, Given))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _coalesce(*values: Any) -> Any:
    found = next((v for v in values if v is not None and v != ""), None)
    if found is None:
        raise ValueError("no argument has a value")
    return found


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "coalesce": _coalesce,
    "concat": lambda *lists: [item for items in lists for item in items],
    "format": lambda text, *values: text % values,
    "join": lambda glue, items: glue.join(items),
    "lower": str.lower,
    "toset": list,
    "tolist": list,
}
