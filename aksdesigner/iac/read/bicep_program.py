"""Bicep files -> the neutral list: parameters, variables, modules and loops are folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from aksdesigner.iac.read.bicep import Statement, read_bicep
from aksdesigner.iac.read.bicep_call import (
    REGISTRY,
    Outputs,
    RegistryOutputs,
    Symbol,
    member_of,
    nodes_of_call,
    parts_of_call,
    place_of,
)
from aksdesigner.iac.read.fold import apply, is_known, joined, step
from aksdesigner.iac.read.order import Order
from aksdesigner.iac.read.order import Step as Place
from aksdesigner.iac.read.registry import Registry, RegistryModule, no_registry
from aksdesigner.iac.read.resources import Program, ReadResource
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
from aksdesigner.iac.read.values import Asked, Called, Identity

GROUP = "Microsoft.Resources/resourceGroups"
_PLACE = frozenset({"name", "parent", "scope", "dependsOn"})
_BUSY = object()
# properties that are there before a deployment, so that they fold
Reader = Callable[[str], str]


def read_program(
    read: Reader, main: str, values: Mapping[str, Any], registry: Registry | None = None
) -> Program:
    """Return every resource that a Bicep file and its modules declare.

    `read` gives the text of a path inside the folder, `values` those of the file's parameters,
    `registry` the modules that are not in the folder. Raises ReadError for a syntax, a symbol or a
    module that the reader does not know.
    """
    known = registry or no_registry()
    module = _Module(read, main, dict(values), None, None, known)
    found = tuple(module.resources())
    # a look-up of what a call makes is no resource beside it, nor one of a call of what is made
    created = {r.identity for r in found if not r.existing}
    twice = known.made | (known.looked_up & created)
    resources = tuple(r for r in found if not r.existing or r.identity not in twice)
    program = Program(resources, module.outputs(), module.order)
    program.order.close(main)
    return program


def read_values(read: Reader, path: str) -> dict[str, Any]:
    """Return the values of a parameter file. Raises ReadError."""
    file = _Module(read, path, {}, None, None, no_registry())
    return {s.name: file.value(s.value, s.line) for s in file.statements if s.kind == "param"}


@dataclass
class _Module:
    read: Reader
    path: str
    values: dict[str, Any]
    group: Any
    subscription: Any
    registry: Registry
    order: Order = field(default_factory=Order)
    around: Place | None = None
    bound: dict[str, Any] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)
    # symbols that what is read now names, which Bicep waits for
    _named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._number = self.order.module(self.around)
        self.statements = read_bicep(self.read(self.path), self.path)
        self._by_name: dict[str, Statement] = {}
        for item in self.statements:
            if item.kind in ("param", "var", "resource", "module"):
                if item.name in self._by_name:
                    raise ReadError(f"{self.path}:{item.line}", f"{item.name} is declared twice")
                self._by_name[item.name] = item
        for name in self.values:
            if name not in self._by_name or self._by_name[name].kind != "param":
                raise ReadError(self.path, f"it has no parameter {name}")
        for item in self.statements:
            if item.kind == "param":
                self._check(item)

    def resources(self) -> Iterator[ReadResource]:
        """Yield the resources of this file and of its modules, in the order of the text."""
        for item in self.statements:
            if item.kind == "resource":
                yield from self._resource(item)
            elif item.kind == "module" and REGISTRY in item.type:
                yield from self._registry_call(item)
            elif item.kind == "module":
                for module in self._modules(item):
                    yield from module.resources()

    def _check(self, item: Statement) -> None:
        """Raise ReadError for a parameter without a value, or with one that nobody is asked for."""
        asked = isinstance(self.values.get(item.name), Asked)
        if self.around is None and asked and item.value not in (None, Literal("")):
            said = f"{item.name} has a default, expected none, since it is asked for"
            raise ReadError(self._place(item), said)
        if self.around is not None and item.name not in self.values and item.value is None:
            raise ReadError(self._place(item), f"parameter {item.name} is not given")

    def outputs(self) -> dict[str, Any]:
        """Return the values of the outputs."""
        found = (s for s in self.statements if s.kind == "output")
        return {s.name: self.value(s.value, s.line) for s in found}

    def output(self, name: str) -> Any:
        """Return one output. Raises KeyError."""
        for item in self.statements:
            if item.kind == "output" and item.name == name:
                return self.value(item.value, item.line)
        raise KeyError(name)

    # declarations

    def _resource(self, item: Statement) -> Iterator[ReadResource]:
        if isinstance(item.value, Loop):
            raise ReadError(self._place(item), "a loop of resources is not read")
        before, self._named = self._named, set()
        condition = None
        if item.condition is not None:
            condition = self.value(item.condition, item.line)
        body = self._pairs(item.value, item.line)
        self.order.resource(self._number, item.name, self._named - {item.name})
        self._named = before
        if condition is False:
            return
        condition = None if condition is True else condition
        scope = body.get("scope")
        identity = self._identity(item)
        if not item.existing:
            self.order.created(identity, self._number, item.name)
        yield ReadResource(
            identity,
            {key: value for key, value in body.items() if key not in _PLACE},
            self._place(item),
            item.existing,
            condition,
            scope.identity if isinstance(scope, Symbol) else None,
            tuple(s.identity for s in body.get("dependsOn", ()) if isinstance(s, Symbol)),
        )

    def _identity(self, item: Statement) -> Identity:
        known = self._known.get(f"identity {item.name}")
        if known is _BUSY:
            raise ReadError(self._place(item), f"the name of {item.name} needs itself")
        if known is None:
            self._known[f"identity {item.name}"] = _BUSY
            known = self._name_of_call(item) if item.kind == "module" else self._name_of(item)
            self._known[f"identity {item.name}"] = known
        found: Identity = known
        return found

    def _name_of(self, item: Statement) -> Identity:
        kind = item.type.partition("@")[0]
        places = {}
        if not isinstance(item.value, Object):
            raise ReadError(self._place(item), "a resource is an object")
        for key, value in item.value.pairs:
            if isinstance(key, Literal) and key.value in ("name", "parent", "scope"):
                places[key.value] = self.value(value, item.line)
        if "name" not in places:
            raise ReadError(self._place(item), f"{item.name} has no name")
        parent, scope = places.get("parent"), places.get("scope")
        own = Identity(kind, (places["name"],), self.group, self.subscription)
        if isinstance(parent, Symbol):
            above = parent.identity
            own = replace(above, type=kind, names=(*above.names, places["name"]))
        elif isinstance(scope, Symbol) and scope.identity.type == GROUP:
            own = replace(own, group=scope.identity.names[0])
        elif isinstance(scope, Called) and scope.function == "resourceGroup":
            group, there = place_of(scope, None, self.subscription)
            own = replace(own, group=group, subscription=there)
        return own

    def _registry_call(self, item: Statement) -> Iterator[ReadResource]:
        """Yield what a call of a registry's module makes; the module makes its parts last."""
        if isinstance(item.value, Loop):
            raise ReadError(self._place(item), "a loop of modules is not read")
        named, self._named = self._named, set()
        condition = None
        if item.condition is not None:
            condition = self.value(item.condition, item.line)
        given = parts_of_call(item, self.value, self.path).get("params", {})
        if not isinstance(given, dict):
            raise ReadError(self._place(item), "params of a module is an object")
        self.order.call(self._number, item.name, self._named - {item.name})
        self._named = named
        identity = self._identity(item)
        made = self._called(item).made(given, identity, self._place(item))
        if condition is False:
            return
        condition = None if condition is True else condition
        inner = self.order.module((self._number, item.name))
        parts = (
            (replace(identity, type=part.type, names=(*identity.names, part.name)), part.body)
            for part in made.parts
        )
        for number, (own, body) in enumerate(((identity, made.body), *parts)):
            before = str(number - 1 if made.in_turn else 0)
            self.order.resource(inner, str(number), (before,) if number else ())
            self.order.created(own, inner, str(number))
            self.registry.made.add(own)
            yield ReadResource(own, body, self._place(item), condition=condition)
        for other in made.looked_up:
            self.registry.looked_up.add(other)
            yield ReadResource(other, {}, self._place(item), existing=True)

    def _called(self, item: Statement) -> RegistryModule:
        return self.registry.find(item.type, self._place(item))

    def _name_of_call(self, item: Statement) -> Identity:
        module, nodes = self._called(item), nodes_of_call(item)
        names = []
        for name in module.names:
            if f"params.{name}" not in nodes:
                raise ReadError(self._place(item), f"{item.name} has no {name}")
            names.append(self.value(nodes[f"params.{name}"], item.line))
        scope = self.value(nodes.get("scope"), item.line)
        return Identity(module.type, tuple(names), *place_of(scope, self.group, self.subscription))

    def _modules(self, item: Statement) -> list[_Module]:
        name = f"module {item.name}"
        if name in self._known:
            found: list[_Module] = self._known[name]
            return found
        if isinstance(item.value, Loop):
            raise ReadError(self._place(item), "a loop of modules is not read")
        condition = True
        before, self._named = self._named, set()
        if item.condition is not None:
            condition = self.value(item.condition, item.line)
        self._known[name] = modules = []
        body = parts_of_call(item, self.value, self.path)
        self.order.call(self._number, item.name, self._named)
        self._named = before
        if condition is not False:
            path = str(PurePosixPath(self.path).parent / item.type)
            group, subscription = place_of(body.get("scope"), self.group, self.subscription)
            values = body.get("params") or {}
            around = (self._number, item.name)
            modules.append(
                _Module(
                    self.read, path, values, group, subscription, self.registry, self.order, around
                )
            )
        return modules

    # values

    def value(self, node: Node | None, line: int) -> Any:
        """Return the value of an expression. Raises ReadError for an unknown symbol or member."""
        if node is None:
            return None
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Pieces):
            return joined([self._told(self.value(item, line)) for item in node.items])
        if isinstance(node, Array):
            return [self.value(item, line) for item in node.items]
        if isinstance(node, Object):
            return self._pairs(node, line)
        if isinstance(node, Name):
            return self._symbol(node.name, line)
        if isinstance(node, Step):
            return self._member(node, line)
        if isinstance(node, Loop):
            return self._loop(node, line)
        return self._applied(node, line)

    def _applied(self, node: Apply, line: int) -> Any:
        if node.function in ("?:", "if"):
            test = self.value(node.arguments[0], line)
            if is_known(test):
                return self.value(node.arguments[1 if test else 2], line)
        arguments = [self._told(self.value(argument, line)) for argument in node.arguments]
        if node.function == "subscription" and not arguments and self.subscription is not None:
            arguments = [self.subscription]  # where the module is, not the deployment
        return apply(node.function, arguments, self.group, self.subscription)

    def _told(self, value: Any) -> Any:
        return value.identity if isinstance(value, Symbol) else value

    def _pairs(self, node: Node | None, line: int) -> dict[Any, Any]:
        if not isinstance(node, Object):
            raise ReadError(f"{self.path}:{line}", "found a value, expected an object")
        return {self.value(k, line): self.value(v, line) for k, v in node.pairs}

    def _loop(self, node: Loop, line: int) -> Any:
        over = self.value(node.over, line)
        if not isinstance(over, list):
            raise ReadError(f"{self.path}:{line}", "a loop goes over a list that is known")
        out = []
        before = dict(self.bound)
        for position, item in enumerate(over):
            self.bound = {**before, node.item: item}
            if node.position:
                self.bound[node.position] = position
            if node.condition is None or self.value(node.condition, line) is not False:
                out.append(self.value(node.body, line))
        self.bound = before
        return out

    def _symbol(self, name: str, line: int) -> Any:
        if name in self.bound:
            return self.bound[name]
        item = self._by_name.get(name)
        if item is None:
            raise ReadError(f"{self.path}:{line}", f"nothing is declared as {name}")
        if item.kind in ("resource", "module"):
            self._named.add(name)
        if item.kind == "resource":
            return Symbol(self._identity(item))
        if item.kind == "module":
            return item
        if name not in self._known:
            self._known[name] = _BUSY
            self._known[name] = self._given(item)
        if self._known[name] is _BUSY:
            raise ReadError(f"{self.path}:{line}", f"{name} needs itself")
        return self._known[name]

    def _given(self, item: Statement) -> Any:
        if item.kind == "param":
            if item.name in self.values:
                return self.values[item.name]
            if item.value is None:
                return Asked(item.name)
        return self.value(item.value, item.line)

    def _member(self, node: Step, line: int) -> Any:
        of, key = self.value(node.of, line), self.value(node.key, line)
        place = f"{self.path}:{line}"
        if isinstance(of, Symbol):
            return member_of(of.identity, key)
        if isinstance(of, Statement):
            if key != "outputs":
                raise ReadError(place, f"{key} of a module is not read")
            if REGISTRY in of.type:
                made = RegistryOutputs(self._identity(of), self._called(of).outputs)
                return Outputs([made])
            return Outputs(self._modules(of))
        try:
            if isinstance(of, Outputs):
                return of.output(key)
            return step(of, key)
        except KeyError:
            raise ReadError(place, f"there is no {key!r} in it") from None

    def _place(self, item: Statement) -> str:
        return f"{self.path}:{item.line}"
