"""The modules that may be used: names, pinned versions, parameters and outputs from avm.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aksdesigner import resources
from aksdesigner.iac.expression import (
    Body,
    Expression,
    Fields,
    Flag,
    Items,
    Joined,
    Number,
    Text,
    fields,
)
from aksdesigner.iac.program import ModuleSource

TEXTS = ("string",)
NUMBERS = ("int", "number")
FLAGS = ("bool",)
LISTS = ("array", "list", "set")
OBJECTS = ("object", "map")


class UnlistedError(ValueError):
    """A parameter that the table does not list, lacks, or lists with another type or value."""


@dataclass(frozen=True)
class ModuleParameter:
    """One parameter: its type in the module's words, and what may stand in it.

    `fields` are the dotted names that objects inside may have, empty where any may stand; a name
    that ends in ``.*`` is an object whose keys are free.
    `values` are the literals that it takes, empty where any may stand.
    """

    name: str
    type: str
    required: bool
    fields: tuple[str, ...]
    values: tuple[str | int, ...]


@dataclass(frozen=True)
class Module:
    """One module of the table. `majors` are the azurerm versions that it allows, for Terraform."""

    name: str
    source: ModuleSource
    parameters: tuple[ModuleParameter, ...]
    outputs: tuple[str, ...]
    majors: tuple[str, ...]

    def checked(self, values: Body) -> Fields:
        """Return parameters as the body of a call; None entries are left out.

        Raises UnlistedError for anything that the table does not list and for a required one that
        is missing, so that a call can hold nothing else.
        """
        body = fields(values)
        given = {str(name): value for name, value in body.pairs}
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in given.items():
            if name not in known:
                raise UnlistedError(f"{self.name} has no parameter {name}")
            _check(self, known[name], value)
        missing = [p.name for p in self.parameters if p.required and p.name not in given]
        if missing:
            raise UnlistedError(f"{self.name} needs {', '.join(missing)}")
        return body


@cache
def modules(language: str) -> dict[str, Module]:
    """Return the modules of a language by name. Raises KeyError for a language without any."""
    table = resources.data("azure", "avm.json")[language]
    return {name: _module(name, entry) for name, entry in table.items()}


def _module(name: str, entry: dict[str, object]) -> Module:
    listed = entry["parameters"]
    outputs = entry["outputs"]
    azurerm = entry.get("azurerm") or {}
    assert isinstance(listed, dict)
    assert isinstance(outputs, list)
    assert isinstance(azurerm, dict)
    parameters = tuple(
        ModuleParameter(
            key,
            value["type"],
            value["required"],
            tuple(value.get("fields", ())),
            tuple(value.get("values", ())),
        )
        for key, value in listed.items()
    )
    source = ModuleSource(str(entry["module"]), str(entry["version"]))
    return Module(name, source, parameters, tuple(outputs), tuple(azurerm.get("majors", ())))


def _check(module: Module, parameter: ModuleParameter, value: Expression) -> None:
    place = f"{module.name}.{parameter.name}"
    if not _fits(parameter.type, value):
        raise UnlistedError(f"{place} is of type {parameter.type}")
    if parameter.fields:
        # the keys of a map are names that whoever writes it gives
        inner = value
        if parameter.type == "map" and isinstance(value, Fields):
            inner = Items(tuple(item for _, item in value.pairs))
        free = tuple(name.removesuffix("*") for name in parameter.fields if name.endswith(".*"))
        unlisted = sorted(
            name
            for name in set(_names(inner)) - set(parameter.fields)
            if not (free and name.startswith(free))
        )
        if unlisted:
            raise UnlistedError(f"{place} has no {', '.join(unlisted)}")
    if parameter.values:
        strange = [v for v in _literals(value) if v not in parameter.values]
        if strange:
            raise UnlistedError(f"{place} takes no {strange[0]}")


def _fits(kind: str, value: Expression) -> bool:
    """Tell whether a value can be of a type; a reference or a call can be anything."""
    if isinstance(value, (Text, Joined)):
        return kind in TEXTS
    if isinstance(value, Number):
        return kind in NUMBERS
    if isinstance(value, Flag):
        return kind in FLAGS
    if isinstance(value, Items):
        return kind in LISTS
    if isinstance(value, Fields):
        return kind in OBJECTS
    return True


def _names(value: Expression, above: str = "") -> Iterator[str]:
    if isinstance(value, Items):
        for item in value.values:
            yield from _names(item, above)
    elif isinstance(value, Fields):
        for key, item in value.pairs:
            yield from _names(item, f"{above}.{key}" if above else str(key))
    elif above:
        yield above


def _literals(value: Expression) -> Iterator[str | int]:
    if isinstance(value, Items):
        for item in value.values:
            yield from _literals(item)
    elif isinstance(value, (Text, Number)):
        yield value.value
