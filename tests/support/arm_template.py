"""Reads ARM templates by the rules of their own language, and writes them again as Bicep.

Written from the description of the template language, apart from the printer, so that a checker
of Bicep can judge what Azure would read in a template.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|([(),.\[\]]))", re.S)
DEPLOYMENTS = "Microsoft.Resources/deployments"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ESCAPES = {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "$": "\\$"}


@dataclass(frozen=True)
class Node:
    """One part of an expression: `text`, `number`, `call`, `step` or `index`, with its operands."""

    kind: str
    value: str
    inner: tuple[Node, ...] = ()


def is_expression(text: str) -> bool:
    """Return whether a template reads a string as an expression."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def literal_of(text: str) -> str:
    """Return what a string that is no expression stands for."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text


def parsed(text: str) -> Node:
    """Return the expression inside the brackets of a string. Raises ValueError for broken ones."""
    tokens = _tokens(text[1:-1])
    node, rest = _chain(tokens)
    if rest:
        raise ValueError(f"{rest!r} is left over in {text!r}")
    return node


def _tokens(text: str) -> list[str]:
    out, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise ValueError(f"no token at {at} of {text!r}")
        out.append(found.group().lstrip() if found.group(1) is None else found.group(1))
        at = found.end()
    return out


def _chain(tokens: list[str]) -> tuple[Node, list[str]]:
    node, tokens = _head(tokens)
    while tokens and tokens[0] in (".", "["):
        if tokens[0] == ".":
            node, tokens = Node("step", tokens[1], (node,)), tokens[2:]
        else:
            if tokens[2] != "]":
                raise ValueError("an index without its end")
            node, tokens = Node("index", tokens[1], (node,)), tokens[3:]
    return node, tokens


def _head(tokens: list[str]) -> tuple[Node, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first.startswith("'"):
        return Node("text", first[1:-1].replace("''", "'")), rest
    if first.isdigit():
        return Node("number", first), rest
    if not rest or rest[0] != "(":
        raise ValueError(f"{first} is no call")
    rest, inner = rest[1:], []
    while rest[0] != ")":
        node, rest = _chain(rest)
        inner.append(node)
        if rest[0] == ",":
            rest = rest[1:]
    return Node("call", first, tuple(inner)), rest[1:]


def strings_in(value: Any) -> list[str]:
    """Return every string of a template as Azure understands it, keys and literals alike."""
    if isinstance(value, str):
        if not is_expression(value):
            return [literal_of(value)]
        return _texts(parsed(value))
    if isinstance(value, list):
        return [text for item in value for text in strings_in(item)]
    if isinstance(value, dict):
        pairs = [(strings_in(key), strings_in(item)) for key, item in value.items()]
        return [text for key, inner in pairs for text in (*key, *inner)]
    return []


def _texts(node: Node) -> list[str]:
    own = [node.value] if node.kind == "text" else []
    return [*own, *(text for inner in node.inner for text in _texts(inner))]


def as_bicep(template: str) -> dict[str, str]:
    """Return a template as Bicep files with the same resources, a module a nested deployment."""
    data = json.loads(template)
    files = {"main.bicep": _Bicep(data).text()}
    for symbol, item in nested(data).items():
        files[f"{symbol}.bicep"] = _Bicep(item["properties"]["template"]).text()
    return files


def nested(template: dict[str, Any]) -> dict[str, Any]:
    """Return the nested deployments of a template by symbol."""
    resources = template["resources"].items()
    return {symbol: item for symbol, item in resources if item["type"] == DEPLOYMENTS}


def resources_of(template: dict[str, Any]) -> dict[str, Any]:
    """Return what a template and its nested deployments make or refer to, by symbol.

    What is made in one of them is preferred to references to it in others.
    """
    found: dict[str, Any] = {}
    deployments = nested(template)
    inner = [item["properties"]["template"]["resources"] for item in deployments.values()]
    own = {s: item for s, item in template["resources"].items() if s not in deployments}
    for symbol, item in (pair for part in (own, *inner) for pair in part.items()):
        if symbol not in found or not item.get("existing"):
            found[symbol] = item
    return found


@dataclass(frozen=True)
class _Bicep:
    """A template whose ids become references again, where they name one of its resources."""

    template: dict[str, Any]

    def text(self) -> str:
        spans = "subscriptionDeploymentTemplate" in self.template["$schema"]
        lines = [f"targetScope = '{'subscription' if spans else 'resourceGroup'}'"]
        for name, item in self.template["parameters"].items():
            secure = item["type"] == "secureString"
            kind = "string" if secure else item["type"]
            default = f" = {self.value(item['defaultValue'])}" if "defaultValue" in item else ""
            lines += ["@secure()"] if secure else []
            lines.append(f"param {name} {kind}{default}")
        lines += [self.resource(*pair) for pair in self.template["resources"].items()]
        for name, item in self.template["outputs"].items():
            lines.append(f"output {name} string = {self.value(item['value'])}")
        return "\n\n".join(lines) + "\n"

    def module(self, symbol: str, item: dict[str, Any]) -> str:
        assert item["properties"]["expressionEvaluationOptions"] == {"scope": "inner"}
        given = item["properties"]["parameters"].items()
        pairs = [f"name: {self.value(item['name'])}"]
        if "resourceGroup" in item:
            places = [item[k] for k in ("subscriptionId", "resourceGroup") if k in item]
            pairs.append(f"scope: resourceGroup({', '.join(map(self.value, places))})")
        pairs.append(f"params: {self.value({name: value['value'] for name, value in given})}")
        if "dependsOn" in item:
            pairs.append("dependsOn: [\n" + "\n".join(item["dependsOn"]) + "\n]")
        return f"module {symbol} '{symbol}.bicep' = {{\n" + "\n".join(pairs) + "\n}"

    def resource(self, symbol: str, item: dict[str, Any]) -> str:
        if item["type"] == DEPLOYMENTS:
            return self.module(symbol, item)
        head = f"resource {symbol} '{item['type']}@{item['apiVersion']}'"
        body = {k: v for k, v in item.items() if k not in ("type", "apiVersion", "existing")}
        pairs = []
        condition = body.pop("condition", None)
        above, _, last = str(body["name"]).rpartition("/")
        parent = self.owner(item["type"].rpartition("/")[0], above) if above else None
        if parent and not is_expression(str(body["name"])):
            pairs.append(f"parent: {parent}")
            body["name"] = last
            body.pop("resourceGroup", None)
            body.pop("subscriptionId", None)
        places = [body.pop(k) for k in ("subscriptionId", "resourceGroup") if k in body]
        if places:
            pairs.append(f"scope: resourceGroup({', '.join(map(self.value, places))})")
        if "scope" in body:
            pairs.append(f"scope: {self.expression(parsed(body.pop('scope'))).removesuffix('.id')}")
        if "dependsOn" in body:
            pairs.append("dependsOn: [\n" + "\n".join(body.pop("dependsOn")) + "\n]")
        pairs += [f"{self.key(key)}: {self.value(value)}" for key, value in body.items()]
        inner = "{\n" + "\n".join(pairs) + "\n}"
        if item.get("existing"):
            return f"{head} existing = {inner}"
        when = f"if ({self.expression(parsed(condition))}) " if condition else ""
        return f"{head} = {when}{inner}"

    def owner(self, kind: str, name: str) -> str | None:
        """Return the symbol of the resource with a type and a whole name."""
        for symbol, item in self.template["resources"].items():
            if item["type"] == kind and item["name"] == name:
                return symbol
        return None

    def value(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, list):
            return "[\n" + "\n".join(self.value(item) for item in value) + "\n]"
        if isinstance(value, dict):
            pairs = (f"{self.key(k)}: {self.value(v)}" for k, v in value.items())
            return "{\n" + "\n".join(pairs) + "\n}"
        if is_expression(value):
            return self.expression(parsed(value))
        return _quoted(literal_of(value))

    def key(self, key: str) -> str:
        if is_expression(key):
            return f"'${{{self.expression(parsed(key))}}}'"
        plain = literal_of(key)
        return plain if _NAME.fullmatch(plain) else _quoted(plain)

    def expression(self, node: Node) -> str:
        if node.kind == "text":
            return _quoted(node.value)
        if node.kind == "number":
            return node.value
        if node.kind == "index":
            return f"{self.expression(node.inner[0])}[{node.value}]"
        if node.kind == "step" and node.value == "value" and self.is_output(node.inner[0]):
            return self.expression(node.inner[0])
        if node.kind == "step":
            return f"{self.expression(node.inner[0])}.{node.value}"
        return self.call(node)

    def is_output(self, node: Node) -> bool:
        """Return whether a node is an output of a nested deployment: a reference, and two steps."""
        deepest = node
        while deepest.kind == "step":
            deepest = deepest.inner[0]
        return deepest.value == "reference" and deepest.inner[0].value in nested(self.template)

    def call(self, node: Node) -> str:
        first = node.inner[0].value if node.inner else ""
        if node.value == "parameters":
            return first
        if node.value == "reference":
            whole = len(node.inner) == 3 or first in nested(self.template)
            return first if whole else f"{first}.properties"
        if node.value == "not":
            return f"!{self.expression(node.inner[0])}"
        if node.value == "concat":
            pieces = (
                _quoted(n.value)[1:-1] if n.kind == "text" else f"${{{self.expression(n)}}}"
                for n in node.inner
            )
            return "'" + "".join(pieces) + "'"
        if node.value == "resourceId":
            texts = [inner.value if inner.kind == "text" else None for inner in node.inner]
            # a subscription and a group may come first, as parameters too
            start = next(
                (i for i, text in enumerate(texts) if text and text.startswith("Microsoft.")),
                len(texts),
            )
            if None not in texts[start:]:
                kind, *names = (text or "" for text in texts[start:])
                symbol = self.owner(kind, "/".join(names))
                if symbol:
                    return f"{symbol}.id"
        return f"{node.value}({', '.join(self.expression(inner) for inner in node.inner)})"


def _quoted(text: str) -> str:
    body = "".join(
        _ESCAPES.get(c) or (c if c.isprintable() else f"\\u{{{ord(c):x}}}") for c in text
    )
    return f"'{body}'"
