"""Calls of Azure Verified Modules -> the resources that they make, for readers of an export.

A call has to be of a listed module in the pinned version, with listed parameters alone; whatever the
other half of its codec does not know is an error that names it, so that no call counts as understood
by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.avm.codec import ModuleCodec
from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError
from aksdesigner.iac.avm.table import Module, UnlistedError, modules
from aksdesigner.iac.expression import Expression, Fields, Items, Parameter, expr
from aksdesigner.iac.read.registry import Made, Registry, Steps
from aksdesigner.iac.read.syntax import ReadError

SIMPLE = (str, int, bool)


@dataclass(frozen=True)
class CalledModule:
    """A module of the table with the codec that reads its calls."""

    module: Module
    codec: ModuleCodec
    outputs: Mapping[Steps, Steps]

    @property
    def type(self) -> str:
        """The type of what it makes."""
        return self.codec.type

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that name what it makes, from the outermost in."""
        return self.codec.names

    def made(self, parameters: Mapping[str, Any], itself: Any, place: str) -> Made:
        """Return what a call makes. Raises ReadError for what is not understood."""
        source = f"module {self.module.source.source}"
        if self.codec.from_module is None:
            raise ReadError(place, f"{source} is not read back")
        try:
            said = {str(key): _expression(value) for key, value in parameters.items()}
            self.module.checked({key: v for key, v in said.items() if v is not None})
            call = Parameters(parameters, itself)
            for name in self.codec.names:
                call.need(name)
            found = self.codec.from_module(call)
        except (UnlistedError, UnreadableError) as problem:
            raise ReadError(place, f"{source}: {problem}") from None
        left = call.left()
        if left:
            raise ReadError(place, f"{source}: {', '.join(left)} is not read back")
        return found


def registry(language: str) -> Registry:
    """Return the modules that a language's exports call. Raises KeyError for one without any."""
    return Registry(_finder(language))


def _finder(language: str) -> Callable[[str, str], CalledModule]:
    known = modules(language)
    chosen = LANGUAGES[language]
    by_source = {known[c.module].source.source: (known[c.module], c) for c in chosen.codecs}

    def find(source: str, place: str) -> CalledModule:
        name, _, version = source.rpartition(":")
        if name not in by_source:
            raise ReadError(place, f"{source} is no module that an export calls")
        module, codec = by_source[name]
        if version != module.source.version:
            expected = module.source.version
            raise ReadError(place, f"{source} is of another version, expected {expected}")
        steps = len(chosen.before)
        outputs = {way[steps:]: path for path, way in chosen.outputs_of(module).items()}
        return CalledModule(module, codec, outputs)

    return find


def _expression(value: Any) -> Expression | None:
    """Return a folded value as the table checks it; what waits for the deployment can be anything."""
    if value is None:
        return None
    if isinstance(value, SIMPLE):
        return expr(value)
    if isinstance(value, Mapping):
        pairs = ((str(key), _expression(item)) for key, item in value.items())
        return Fields(tuple((key, item) for key, item in pairs if item is not None))
    if isinstance(value, (list, tuple)):
        items = (_expression(item) for item in value)
        return Items(tuple(item for item in items if item is not None))
    return Parameter("")
