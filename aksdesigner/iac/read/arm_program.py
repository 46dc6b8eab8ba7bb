"""ARM template -> the neutral list: parameters, variables and nested deployments are folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.read.arm_deployment import (
    DEPLOYMENTS,
    given_values,
    nested_template,
    not_read,
    shown,
)
from aksdesigner.iac.read.arm_expression import is_expression, literal_of, read_expression
from aksdesigner.iac.read.arm_names import names_of
from aksdesigner.iac.read.arm_parameters import check_parameters
from aksdesigner.iac.read.fold import apply, is_known, step
from aksdesigner.iac.read.json_tree import Table, read_json
from aksdesigner.iac.read.order import Order
from aksdesigner.iac.read.order import Step as Place
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.iac.read.syntax import Apply, Literal, Node, ReadError, Step
from aksdesigner.iac.read.values import OWN_SUBSCRIPTION, Asked, Identity, Runtime

_BUSY = object()
_SECTIONS = frozenset(
    {
        *("$schema", "languageVersion", "contentVersion", "metadata"),
        *("parameters", "variables", "resources", "outputs"),
    }
)
# what of a resource says which one it is and when it comes, and not what it is like
_PLACE = frozenset(
    {
        *("type", "apiVersion", "name", "scope", "existing", "condition"),
        *("resourceGroup", "subscriptionId", "dependsOn"),
    }
)
# the language does not tell small from capital letters in the names of functions
_FUNCTIONS = {
    name.casefold(): name
    for name in (
        *("resourceId", "subscriptionResourceId", "resourceGroup", "subscription", "tenant"),
        *("deployment", "guid", "uniqueString", "concat", "format", "if", "not", "and", "or"),
        *("empty", "equals", "length", "toLower", "toUpper", "string", "int", "first", "last"),
        *("contains", "union", "split", "join", "range", "createObject", "createArray"),
        *("true", "false", "null", "parameters", "variables", "reference"),
    )
}


def read_template(text: str, file: str, values: Mapping[str, Any]) -> Program:
    """Return every resource that a template and its nested deployments declare.

    `file` is the name for messages, `values` are those of the template's parameters. Raises
    ReadError for text that is no JSON, and for what the reader does not know.
    """
    data = read_json(text, file)
    if not isinstance(data, Table):
        raise ReadError(f"{file}:1", f"found {data!r}, expected an object")
    order = Order()
    template = Template(file, data, dict(values), None, None, order)
    program = Program(tuple(template.resources()), template.outputs(), order)
    order.close(file)
    return program


def read_template_values(text: str, file: str) -> dict[str, Any]:
    """Return the values of a parameter file, which holds no expressions. Raises ReadError.

    A secret that Azure takes from a key vault is a value that is not known here.
    """
    data = read_json(text, file)
    parameters = data.get("parameters") if isinstance(data, Table) else None
    if not isinstance(parameters, Table):
        raise ReadError(f"{file}:1", "found no parameters, expected an object of them")
    out = {}
    for name, item in parameters.items():
        if not isinstance(item, Table) or not {"value", "reference"} & set(item):
            raise not_read(file, parameters, name, f"found {name} without a value, expected one")
        out[name] = item["value"] if "value" in item else Asked(name)
    return out


@dataclass(frozen=True)
class _Outputs:
    """What ``reference`` of a nested deployment gives; the steps to one of its values."""

    deployment: str
    path: tuple[Any, ...] = ()


@dataclass
class Template:
    """A template or a nested one, with what it was given, in a resource group."""

    file: str
    data: Table
    values: dict[str, Any]
    group: Any
    subscription: Any
    order: Order
    around: Place | None = None
    _known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.number = self.order.module(self.around)
        for name in self.data:
            if name not in _SECTIONS:
                raise self._error(self.data, name, f"{name} of a template is not read")
        if self.data.get("languageVersion") != "2.0":
            found = self.data.get("languageVersion")
            raise self._error(
                self.data, "languageVersion", f"languageVersion is {found!r}, expected '2.0'"
            )
        self.parameters = self._section("parameters")
        self.declared = self._section("resources")
        for name in self.values:
            if name not in self.parameters:
                raise self._error(self.data, "parameters", f"it has no parameter {name}")
        check_parameters(self.file, self.parameters, self.values, nested=self.around is not None)

    def resources(self) -> Iterator[ReadResource]:
        """Yield the resources of this template and of the nested ones, in the order of the text."""
        for symbol in self.declared:
            if self._item(symbol)["type"] == DEPLOYMENTS:
                self.order.call(self.number, symbol, self._waits_for(symbol))
                yield from self._called(symbol).resources()
            else:
                yield from self._resource(symbol)

    def outputs(self) -> dict[str, Any]:
        """Return the values of the outputs."""
        return {name: self.output(name) for name in self._section("outputs")}

    def output(self, name: str) -> Any:
        """Return one output. Raises KeyError."""
        outputs = self._section("outputs")
        item = outputs[name]
        if not isinstance(item, Table) or "value" not in item:
            raise self._error(outputs, name, f"found output {name} without a value")
        return self.value(item["value"], item.line_of("value"))

    # declarations

    def _section(self, name: str) -> Table:
        found = self.data.get(name, Table(self.data.line))
        if not isinstance(found, Table):
            raise self._error(self.data, name, f"{name} is {shown(found)}, expected an object")
        return found

    def _item(self, symbol: str) -> Table:
        item = self.declared[symbol]
        if not isinstance(item, Table):
            raise self._error(
                self.declared, symbol, f"{symbol} is {shown(item)}, expected an object"
            )
        for name in ("type", "name"):
            if not isinstance(item.get(name), str):
                found = shown(item.get(name))
                raise self._error(item, name, f"{name} of {symbol} is {found}, expected a text")
        return item

    def _resource(self, symbol: str) -> Iterator[ReadResource]:
        item = self._item(symbol)
        self.order.resource(self.number, symbol, self._waits_for(symbol))
        condition = None
        if "condition" in item:
            condition = self.value(item["condition"], item.line_of("condition"))
            if condition is False:
                return
            condition = None if condition is True else condition
        scope = self.value(item["scope"], item.line_of("scope")) if "scope" in item else None
        if scope is not None and not isinstance(scope, Identity):
            raise self._error(item, "scope", f"scope is {shown(scope)}, expected a resource id")
        identity, existing = self.identity(symbol), item.get("existing") is True
        if not existing:
            self.order.created(identity, self.number, symbol)
        yield ReadResource(
            identity,
            self._pairs(item, _PLACE),
            f"{self.file}:{item.line}",
            existing,
            condition,
            scope,
            tuple(self._first(symbol)),
        )

    def identity(self, symbol: str) -> Identity:
        """Return the id of a resource by its symbol."""
        known = self._known.get(f"identity {symbol}")
        item = self._item(symbol)
        if known is _BUSY:
            raise self._error(item, "name", f"the name of {symbol} needs itself")
        if known is None:
            self._known[f"identity {symbol}"] = _BUSY
            known = self._known[f"identity {symbol}"] = self._named(item)
        found: Identity = known
        return found

    def _named(self, item: Table) -> Identity:
        kind, line = item["type"], item.line_of("name")
        name = self.value(item["name"], line)
        names = names_of(name, kind.count("/"), lambda count: self._above(kind, count))
        if names is None:
            raise self._error(
                item, "name", f"name is {shown(name)}, expected {kind.count('/')} names"
            )
        group, subscription = self._where(item)
        return Identity(kind, names, group, subscription)

    def _above(self, kind: str, count: int) -> Iterator[str]:
        """Yield the whole names of the resources that one of a type may stand in, by their number."""
        above = "/".join(kind.split("/")[: count + 1])
        for item in self.declared.values():
            if isinstance(item, Table) and item.get("type") == above:
                name = item.get("name")
                if isinstance(name, str) and not is_expression(name):
                    yield literal_of(name)

    def _where(self, item: Table) -> tuple[Any, Any]:
        group, subscription = self.group, self.subscription
        if "resourceGroup" in item:
            group = self.value(item["resourceGroup"], item.line_of("resourceGroup"))
        if "subscriptionId" in item:
            there = self.value(item["subscriptionId"], item.line_of("subscriptionId"))
            # the one of the deployment is never named
            subscription = None if there == OWN_SUBSCRIPTION else there
        return group, subscription

    def _first(self, symbol: str) -> Iterator[Identity]:
        """Yield what a resource waits for."""
        for name in self._waits_for(symbol):
            if self._item(name)["type"] != DEPLOYMENTS:
                yield self.identity(name)

    def _waits_for(self, symbol: str) -> list[str]:
        """Return the symbols that stand in ``dependsOn``."""
        item = self._item(symbol)
        found = item.get("dependsOn", [])
        line = item.line_of("dependsOn")
        if not isinstance(found, list):
            raise self._error(item, "dependsOn", f"dependsOn is {shown(found)}, expected a list")
        out = [self.value(name, line) for name in found]
        for name in out:
            if not isinstance(name, str) or name not in self.declared:
                message = f"{symbol} waits for {shown(name)}, which is declared nowhere"
                raise self._error(item, "dependsOn", message)
        return out

    # nested deployments

    def _called(self, symbol: str) -> Template:
        """Return the template of a nested deployment with what it is given."""
        key = f"deployment {symbol}"
        if self._known.get(key) is _BUSY:
            raise self._error(self._item(symbol), "properties", f"{symbol} needs itself")
        if key not in self._known:
            self._known[key] = _BUSY
            self._known[key] = self._deployment(symbol)
        found: Template = self._known[key]
        return found

    def _deployment(self, symbol: str) -> Template:
        item = self._item(symbol)
        template = nested_template(self.file, symbol, item)
        given = given_values(self.file, symbol, item).items()
        values = {name: self.value(value, line) for name, (value, line) in given}
        group, subscription = self._where(item)
        if group is None and "subscription" in str(self.data.get("$schema")):
            raise self._error(item, "resourceGroup", f"{symbol} goes to no resource group")
        around = (self.number, symbol)
        return Template(self.file, template, values, group, subscription, self.order, around)

    # values

    def value(self, value: Any, line: int) -> Any:
        """Return what a value of the template stands for. Raises ReadError."""
        if isinstance(value, str):
            if not is_expression(value):
                return literal_of(value)
            return self._folded(read_expression(value, f"{self.file}:{line}"), line)
        if isinstance(value, list):
            return [self.value(item, line) for item in value]
        if isinstance(value, Table):
            return self._pairs(value, frozenset())
        return value

    def _pairs(self, table: Table, without: frozenset[str]) -> dict[Any, Any]:
        if "copy" in table:
            raise self._error(table, "copy", "a loop (copy) is not read")
        return {
            self.value(key, table.line_of(key)): self.value(value, table.line_of(key))
            for key, value in table.items()
            if key not in without
        }

    def _folded(self, node: Node, line: int) -> Any:
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Step):
            return self._member(node, line)
        assert isinstance(node, Apply)  # the language has nothing else
        place = f"{self.file}:{line}"
        function = _FUNCTIONS.get(node.function.casefold())
        if function is None:
            raise ReadError(place, f"found {node.function}, which is no function that is read")
        if function == "if" and len(node.arguments) == 3:
            test = self._folded(node.arguments[0], line)
            if is_known(test):
                return self._folded(node.arguments[1 if test else 2], line)
        arguments = [self._folded(argument, line) for argument in node.arguments]
        if function in ("parameters", "variables", "reference"):
            return self._looked_up(function, arguments, line)
        if function == "subscription" and not arguments and self.subscription is not None:
            arguments = [self.subscription]  # where the template goes, not the deployment
        try:
            return apply(function, arguments, self.group, self.subscription)
        except (TypeError, ValueError, LookupError, AttributeError) as problem:
            raise ReadError(place, f"{function} does not take {shown(arguments)}") from problem

    def _looked_up(self, function: str, arguments: list[Any], line: int) -> Any:
        place = f"{self.file}:{line}"
        name = arguments[0] if arguments else None
        if function == "reference":
            return self._referred(arguments, place)
        if not isinstance(name, str) or len(arguments) != 1:
            raise ReadError(place, f"{function} does not take {shown(arguments)}")
        table = self.parameters if function == "parameters" else self._section("variables")
        if name not in table:
            raise ReadError(place, f"nothing is declared as {name} in {function}")
        if function == "parameters" and name in self.values:
            return self.values[name]
        key = f"{function} {name}"
        if self._known.get(key) is _BUSY:
            raise ReadError(place, f"{name} needs itself")
        if key not in self._known:
            self._known[key] = _BUSY
            self._known[key] = self._default(function, name, table)
        return self._known[key]

    def _default(self, function: str, name: str, table: Table) -> Any:
        if function == "variables":
            return self.value(table[name], table.line_of(name))
        item = self.parameters[name]
        if "defaultValue" not in item:
            return Asked(name)
        return self.value(item["defaultValue"], item.line_of("defaultValue"))

    def _referred(self, arguments: list[Any], place: str) -> Any:
        """Return a resource as it stands after its deployment: its properties, or all of it."""
        first = arguments[0] if arguments else None
        whole = len(arguments) == 3 and arguments[2] == "full"
        if isinstance(first, str) and first in self.declared:
            if self._item(first)["type"] == DEPLOYMENTS:
                return _Outputs(first)
            first = self.identity(first)
        if not isinstance(first, Identity):
            raise ReadError(place, f"reference leads to {shown(first)}, which is no resource here")
        return Runtime(first, () if whole else ("properties",))

    def _member(self, node: Step, line: int) -> Any:
        of, key = self._folded(node.of, line), self._folded(node.key, line)
        try:
            if not isinstance(of, _Outputs):
                return step(of, key)
            path = (*of.path, key)
            if len(path) < 3:
                return _Outputs(of.deployment, path)
            if path[0] != "outputs" or path[2] != "value":
                raise KeyError(key)
            return self._called(of.deployment).output(path[1])
        except KeyError:
            raise ReadError(f"{self.file}:{line}", f"there is no {key!r} in it") from None

    def _error(self, table: Table, name: str, message: str) -> ReadError:
        return not_read(self.file, table, name, message)
