"""Calls of modules in Bicep: their scope and parameters, and what their outputs lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from aksdesigner.iac.read.bicep import Statement
from aksdesigner.iac.read.registry import Steps, property_of
from aksdesigner.iac.read.syntax import Literal, Node, Object, ReadError
from aksdesigner.iac.read.values import OWN_SUBSCRIPTION, Called, Identity, Runtime

REGISTRY = ":"  # a path in the folder has none
Fold = Callable[[Node | None, int], Any]


@dataclass(frozen=True)
class Symbol:
    """A resource by its symbol; members of it are ids, names, or known at run time."""

    identity: Identity


def member_of(identity: Identity, key: Any) -> Any:
    """Return a property of a resource by its first step."""
    if key == "id":
        return identity
    return identity.names[-1] if key == "name" else Runtime(identity, (key,))


class HasOutputs(Protocol):
    """A module whose outputs can be read."""

    def output(self, name: str) -> Any:
        """Return one output. Raises KeyError."""
        ...


@dataclass(frozen=True)
class RegistryOutputs:
    """The outputs of a registry's module: properties of the resource that it makes."""

    identity: Identity
    outputs: Mapping[Steps, Steps]

    def output(self, name: str) -> Any:
        """Return one output. Raises KeyError."""
        first, *others = property_of(self.outputs, (name,))
        value = member_of(self.identity, first)
        return Runtime(value.of, (*value.path, *others)) if isinstance(value, Runtime) else value


@dataclass(frozen=True)
class Outputs:
    """What ``module.outputs`` is; there are none of a module that is left out."""

    modules: Sequence[HasOutputs]

    def output(self, name: str) -> Any:
        """Return one output. Raises KeyError."""
        return self.modules[0].output(name) if self.modules else None


def parts_of_call(item: Statement, fold: Fold, file: str) -> dict[str, Any]:
    """Return scope and parameters of a call; its name and order mean nothing here.

    Raises ReadError for what else it says.
    """
    found: dict[str, Any] = {}
    if not isinstance(item.value, Object):
        raise ReadError(f"{file}:{item.line}", "a module is an object")
    for key, value in item.value.pairs:
        word = key.value if isinstance(key, Literal) else None
        if word in ("scope", "params"):
            found[str(word)] = _untold(fold(value, item.line))
        elif word == "dependsOn":
            fold(value, item.line)  # each symbol in it is named, and waited for
        elif word != "name":
            raise ReadError(f"{file}:{item.line}", f"{word} of a module is not read")
    return found


def nodes_of_call(item: Statement) -> dict[Any, Node]:
    """Return scope and parameters of a call before they are folded, those of ``params`` by name."""
    found: dict[Any, Node] = {}
    for key, value in item.value.pairs if isinstance(item.value, Object) else ():
        word = key.value if isinstance(key, Literal) else None
        if word == "params" and isinstance(value, Object):
            names = ((k.value, v) for k, v in value.pairs if isinstance(k, Literal))
            found |= {f"params.{name}": node for name, node in names}
        elif word == "scope":
            found["scope"] = value
    return found


def _untold(value: Any) -> Any:
    """Return parameters with ids for symbols, which a module can't see."""
    if isinstance(value, dict):
        return {k: v.identity if isinstance(v, Symbol) else v for k, v in value.items()}
    return value


def place_of(scope: Any, group: Any, subscription: Any) -> tuple[Any, Any]:
    """Return group and subscription that a scope names, in those of the caller."""
    if isinstance(scope, Symbol):
        return scope.identity.names[0], subscription
    if isinstance(scope, Called):
        if scope.function != "resourceGroup" or not scope.arguments:
            return group, subscription
        *there, own = scope.arguments
        if there:  # the one of the deployment is never named
            subscription = None if there[0] == OWN_SUBSCRIPTION else there[0]
        return own, subscription
    return (group if scope is None else scope), subscription
