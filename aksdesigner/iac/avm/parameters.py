"""Reading the parameters of a module's call: each is taken once, and what is left over is known.

The mirror of `body`: values are what a reader folded (texts, numbers, ids, lists, objects). What
nobody took would be something that the call says and that no reader knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class UnreadableError(Exception):
    """A call says what can't be turned back into a resource; the message tells what."""


class Parameters:
    """Takes parts of a call or of an object in it; `left` tells what nobody took.

    `itself` is the id of the resource that the call makes.
    """

    def __init__(self, values: Mapping[Any, Any], itself: Any = None, place: str = "") -> None:
        self._values = {key: value for key, value in values.items() if value is not None}
        self._place = place
        self._inner: list[Parameters] = []
        self.itself = itself

    def take(self, name: str) -> Any:
        """Return a part, None when the call does not say it."""
        return self._values.pop(name, None)

    def need(self, name: str) -> Any:
        """Return a part. Raises UnreadableError when the call does not say it."""
        value = self.take(name)
        if value is None:
            raise UnreadableError(f"{self._name(name)} is missing")
        return value

    def must(self, name: str, value: Any) -> None:
        """Take a part that every export says in the same way. Raises UnreadableError."""
        found = self.need(name)
        if found != value or type(found) is not type(value):
            raise UnreadableError(f"{self._name(name)} is {found!r}, expected {value!r}")

    def items(self, name: str) -> list[Any]:
        """Return the items of a list, none when it is not said. Raises UnreadableError."""
        value = self.take(name)
        return [] if value is None else self._items(name, value)

    def needed_items(self, name: str) -> list[Any]:
        """Return the items of a list that has to be there, since the module's default has others."""
        return self._items(name, self.need(name))

    def object(self, name: str) -> Parameters:
        """Return an object to take from, an empty one when it is not said."""
        return self._reader(name, self.take(name) or {})

    def objects(self, name: str) -> list[Parameters]:
        """Return the objects of a list; none when it is not said."""
        items = enumerate(self.items(name))
        return [self._reader(f"{name}[{index}]", item) for index, item in items]

    def keyed(self, name: str) -> list[Parameters]:
        """Return the objects of a map whose keys are only there to tell them apart."""
        values = self.take(name) or {}
        if not isinstance(values, Mapping):
            raise UnreadableError(f"{self._name(name)} is {values!r}, expected an object")
        return [self._reader(f"{name}.{key}", value) for key, value in values.items()]

    def said(self) -> bool:
        """Return whether something is left to take here."""
        return bool(self._values)

    def left(self) -> list[str]:
        """Return the dotted names of what nobody took, here and in the objects handed out."""
        own = [self._name(str(name)) for name in self._values]
        return own + [name for inner in self._inner for name in inner.left()]

    def _items(self, name: str, value: Any) -> list[Any]:
        if not isinstance(value, (list, tuple)):
            raise UnreadableError(f"{self._name(name)} is {value!r}, expected a list")
        return list(value)

    def _reader(self, name: str, value: Any) -> Parameters:
        if not isinstance(value, Mapping):
            raise UnreadableError(f"{self._name(name)} is {value!r}, expected an object")
        inner = Parameters(value, self.itself, self._name(name))
        self._inner.append(inner)
        return inner

    def _name(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name


def said(**values: Any) -> dict[str, Any]:
    """Return an object of what is said."""
    return {name: value for name, value in values.items() if value is not None}


def reference(identity: Any) -> dict[str, Any] | None:
    """Return ``{id: ...}``, None without an id."""
    return None if identity is None else {"id": identity}


def references(identities: list[Any]) -> list[dict[str, Any]] | None:
    """Return a list of ``{id: ...}``, None without any."""
    return [{"id": identity} for identity in identities] or None


def zones(numbers: list[Any]) -> list[str] | None:
    """Return zones as ARM and azurerm say them, None without any."""
    return [str(number) for number in numbers] or None


def as_always(call: Parameters, values: Mapping[str, Any]) -> None:
    """Take parameters that every export passes in the same way. Raises UnreadableError."""
    for name, value in values.items():
        call.must(name, value)
