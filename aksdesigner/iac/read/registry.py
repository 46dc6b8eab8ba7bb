"""What readers ask of modules of a registry: which resources a call of one makes.

The code of such a module is not in the folder. A registry knows those that an export calls, and turns
the parameters of a call back into the bodies that plain code would have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Identity

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class MadePart:
    """A resource that a module makes inside of, or beside, the one that it is about."""

    type: str
    name: Any
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Made:
    """What a call makes: the body of its resource, as plain code says it, and the resource's parts.

    `in_turn` says that the module makes the parts one after the other, `looked_up` are what it finds
    by names of its own.
    """

    body: Mapping[str, Any]
    parts: tuple[MadePart, ...] = ()
    in_turn: bool = False
    looked_up: tuple[Identity, ...] = ()


class RegistryModule(Protocol):
    """A module of a registry."""

    @property
    def type(self) -> str:
        """The type of what it makes."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that name what it makes, from the outermost in."""
        ...

    @property
    def outputs(self) -> Mapping[Steps, Steps]:
        """Which property of the resource an output, or a part of one, is."""
        ...

    def made(self, parameters: Mapping[str, Any], itself: Any, place: str) -> Made:
        """Return what a call makes; `itself` is the id of its resource. Raises ReadError."""
        ...


@dataclass(frozen=True)
class Registry:
    """Modules that can be read back.

    `find` returns the module of a source with its version, for a call at a place; it raises
    ReadError for one that it does not know. `made` and `looked_up` are filled while code is read:
    what calls make, and what they find.
    """

    find: Callable[[str, str], RegistryModule]
    made: set[Identity] = field(default_factory=set)
    looked_up: set[Identity] = field(default_factory=set)


def _unknown(source: str, place: str) -> RegistryModule:
    raise ReadError(place, f"{source} is a module of a registry")


def no_registry() -> Registry:
    """Return the registry of a reader that knows no modules."""
    return Registry(_unknown)


def property_of(outputs: Mapping[Steps, Steps], steps: Steps) -> Steps:
    """Return the property of a resource that steps below a call lead to.

    Raises KeyError for what is no output.
    """
    for length in range(len(steps), 0, -1):
        found = outputs.get(steps[:length])
        if found is not None:
            return (*found, *steps[length:])
    raise KeyError(steps[0] if steps else "")
