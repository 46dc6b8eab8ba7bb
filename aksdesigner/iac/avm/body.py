"""Reading the body of a declaration: each part is taken once, and what is left over is known.

A codec of a module takes what the module has a parameter for. Whatever it did not take has no
parameter, so the resource stays a plain one and nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.iac.expression import Blocks, Expression, Fields, Flag, Items, Raw, Text


class UnsayableError(Exception):
    """A module can't say what a resource says; the message tells what, for people."""


class BodyReader:
    """Takes parts of an object; `left` tells what nobody took."""

    def __init__(self, value: Fields | None, place: str = "") -> None:
        self._pairs = {str(key): item for key, item in value.pairs} if value else {}
        self._place = place
        self._inner: list[BodyReader] = []

    def take(self, name: str) -> Expression | None:
        """Return a part, None when the body does not say it."""
        return self._pairs.pop(name, None)

    def need(self, name: str) -> Expression:
        """Return a part. Raises UnsayableError when the body does not say it."""
        value = self.take(name)
        if value is None:
            raise UnsayableError(f"it has no {self._name(name)}")
        return value

    def object(self, name: str) -> BodyReader:
        """Return an object (or the only block of a name) to take from; empty when not said."""
        value = self.take(name)
        if isinstance(value, Blocks) and len(value.values) == 1:
            value = value.values[0]
        if value is not None and not isinstance(value, Fields):
            raise UnsayableError(f"{self._name(name)} is not one object")
        return self._reader(value, name)

    def objects(self, name: str) -> list[BodyReader]:
        """Return the objects of a list, or the blocks of a name; empty when not said."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, (Items, Blocks)):
            raise UnsayableError(f"{self._name(name)} is not a list of objects")
        found = []
        for item in value.values:
            if not isinstance(item, Fields):
                raise UnsayableError(f"{self._name(name)} is not a list of objects")
            found.append(self._reader(item, name))
        return found

    def ids(self, name: str) -> list[Expression]:
        """Return the ids of a list of ``{id: ...}``."""
        return [item.need("id") for item in self.objects(name)]

    def id(self, name: str) -> Expression | None:
        """Return the id of an ``{id: ...}``, None when not said."""
        return self.object(name).take("id")

    def said(self) -> bool:
        """Return whether something is left to take here."""
        return bool(self._pairs)

    def left(self) -> list[str]:
        """Return the dotted names of what nobody took, here and in the objects handed out."""
        own = [self._name(name) for name in self._pairs]
        return own + [name for inner in self._inner for name in inner.left()]

    def _reader(self, value: Fields | None, name: str) -> BodyReader:
        inner = BodyReader(value, self._name(name))
        self._inner.append(inner)
        return inner

    def _name(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name


def text_of(value: Expression | None) -> str | None:
    """Return a literal text, None for anything else."""
    return value.value if isinstance(value, Text) else None


def flag_of(value: Expression | None) -> bool | None:
    """Return a literal boolean, None for anything else."""
    return value.value if isinstance(value, Flag) else None


def numbers(value: Expression | None) -> list[int]:
    """Return a list of literal texts such as zones as numbers. Raises UnsayableError."""
    if value is None:
        return []
    if not isinstance(value, Items):
        raise UnsayableError("its zones are not a list")
    found = [text_of(item) or "" for item in value.values]
    if not all(text.isascii() and text.isdigit() for text in found):
        raise UnsayableError("its zones are not numbers")
    return [int(text) for text in found]


def given(values: Mapping[str, Raw]) -> Raw:
    """Return an object, None when nothing in it is said."""
    kept = {key: value for key, value in values.items() if value is not None}
    return kept or None
