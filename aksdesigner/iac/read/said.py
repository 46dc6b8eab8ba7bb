"""Said: one object of code while it is read. What nobody took is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.values import Asked
from aksdesigner.model.part import Part

P = TypeVar("P", bound=Part)

_ABSENT = object()


class Said:
    """The fields of an object; each is taken once, `done` reports the rest.

    Readers say of each field what they expect, so that a field that is missing, new or of another
    value never goes unnoticed.
    """

    def __init__(self, place: str, data: Any, strange: list[Strange], provider: str = "") -> None:
        self.place = place
        self.provider = provider  # the alias of the Terraform provider, "" for the main one
        self._strange = strange
        self._fields: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.report(f"found {data!r}, expected an object")

    def report(self, message: str) -> None:
        """Report something that no drawing says."""
        self._strange.append(Strange(self.place, message))

    def take(self, name: str) -> Any:
        """Return a field that has to be there; a missing one is reported and None."""
        value = self._fields.pop(name, _ABSENT)
        if value is _ABSENT:
            self.report(f"{name} is missing")
            return None
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field that may be absent."""
        return self._fields.pop(name, default)

    def peek(self, name: str) -> Any:
        """Return a field that is taken later, None for an absent one."""
        return self._fields.get(name)

    def has(self, name: str) -> bool:
        """Return whether a field is there and not taken yet."""
        return name in self._fields

    def must(self, name: str, value: Any) -> None:
        """Take a field that has the same value in every export."""
        here, found = self.has(name), self.take(name)
        if here and (found != value or type(found) is not type(value)):
            self.report(f"{name} is {found!r}, expected {value!r}")

    def asked(self, name: str) -> None:
        """Take a field that whoever deploys fills in."""
        here, found = self.has(name), self.take(name)
        if here and not isinstance(found, Asked):
            self.report(f"{name} is {found!r}, expected a parameter")

    def drawn(self, name: str) -> Any:
        """Return a field that has to be there, None where whoever deploys fills it in."""
        value = self.take(name)
        return None if isinstance(value, Asked) else value

    def inner(self, name: str) -> Said:
        """Return an object that has to be there."""
        return Said(f"{self.place}.{name}", self.take(name) or {}, self._strange)

    def maybe(self, name: str) -> Said | None:
        """Return an object that may be absent."""
        if not self.has(name):
            return None
        return Said(f"{self.place}.{name}", self._fields.pop(name), self._strange)

    def each(self, name: str, *, needed: bool = False) -> Iterator[Said]:
        """Yield the objects of a list."""
        found = self.take(name) if needed else self.get(name)
        if found is not None and not isinstance(found, (list, tuple)):
            self.report(f"{name} is {found!r}, expected a list")
            found = None
        for index, item in enumerate(found or ()):
            yield Said(f"{self.place}.{name}[{index}]", item, self._strange)

    def only(self, name: str) -> Any:
        """Return the one value of a list that has to be there; others are reported, and None."""
        values = self.take(name)
        if isinstance(values, (list, tuple)) and len(values) == 1:
            return values[0]
        if values is not None:
            self.report(f"{name} is {values!r}, expected a list of one value")
        return None

    def some(self, name: str) -> list[Any]:
        """Return the values of a list that has to be there and not empty."""
        values = self.take(name)
        if isinstance(values, (list, tuple)) and values:
            return list(values)
        if values is not None:
            self.report(f"{name} is {values!r}, expected a list of values")
        return []

    def lone(self, name: str) -> Said | None:
        """Return the one object of a list that has to be there; others are reported."""
        items = list(self.each(name, needed=True))
        if len(items) != 1:
            self.report(f"{name} has {len(items)} items, expected one")
        return items[0] if items else None

    def done(self) -> None:
        """Report what nobody took."""
        for name, value in self._fields.items():
            self.report(f"{name} is {value!r}, which no drawn resource says")
        self._fields = {}


def made(said: Said, kind: type[P], **fields: Any) -> P:
    """Return a part of the model; values that do not fit are reported and stand at their default."""
    try:
        return kind(**fields)
    except ValidationError as problems:
        wrong = {str(error["loc"][0]) if error["loc"] else "" for error in problems.errors()}
        for error in problems.errors():
            said.report(f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}")
    kept = {name: value for name, value in fields.items() if name not in wrong}
    needed = (name for name, info in kind.model_fields.items() if info.is_required())
    kept.update({name: None for name in needed if name not in kept})
    built: P = kind.model_construct(**kept)  # type: ignore[assignment]
    return built
