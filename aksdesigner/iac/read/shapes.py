"""Shapes: that a value which was read is an object, a list or a single value where one was written.

Readers take what is an object for one. A person who edits code may put anything anywhere, which has
to be told with its place and not met by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from aksdesigner.iac.expression import Expression, Fields, Flag, Items, Number, Text
from aksdesigner.iac.program import Program as Written
from aksdesigner.iac.read.resources import Program
from aksdesigner.iac.read.syntax import ReadError

Shape = Literal["an object", "a list", "one value"]
Path = tuple[str, ...]
EVERY = "[]"  # the items of a list
LONGEST = 80  # characters of a value in a message
# what has one shape in every resource of Azure
USUAL: tuple[tuple[Path, Shape], ...] = (
    (("properties",), "an object"),
    (("tags",), "an object"),
    (("sku",), "an object"),
    (("identity",), "an object"),
    (("zones",), "a list"),
)


def check_shapes(program: Program, written: Written) -> None:
    """Raise ReadError for the first value whose shape differs from what the export wrote there.

    Where the export wrote a parameter or another reference, any shape is taken.
    """
    shapes: dict[tuple[str, Path], set[Shape]] = {}
    loose: set[tuple[str, Path]] = set()
    for declaration in written.declarations:
        if declaration.module:  # the table of modules knows the types of parameters
            continue
        kind = declaration.type.partition("@")[0]
        for path, shape in _written(declaration.body, ()):
            if shape is None:
                loose.add((kind, path))
            else:
                shapes.setdefault((kind, path), set()).add(shape)
        for path, shape in USUAL:
            shapes.setdefault((kind, path), set()).add(shape)
    for item in program.resources:
        for path, value, found in _read(item.body, ()):
            wanted = shapes.get((item.type, path))
            if wanted and found not in wanted and (item.type, path) not in loose:
                name = ".".join(path).replace(f".{EVERY}", EVERY)
                message = f"{name} is {_shown(value)}, expected {' or '.join(sorted(wanted))}"
                raise ReadError(f"{item.place} {item.type} {item.name}", message)


def _written(value: Expression, path: Path) -> Iterator[tuple[Path, Shape | None]]:
    if isinstance(value, Fields):
        if path:
            yield path, "an object"
        for key, item in value.pairs:
            if isinstance(key, str):
                yield from _written(item, (*path, key))
    elif isinstance(value, Items):
        yield path, "a list"
        for item in value.values:
            yield from _written(item, (*path, EVERY))
    elif isinstance(value, Text | Number | Flag):
        yield path, "one value"
    else:
        yield path, None


def _read(value: Any, path: Path) -> Iterator[tuple[Path, Any, Shape]]:
    if isinstance(value, Mapping):
        if path:
            yield path, value, "an object"
        for key, item in value.items():
            yield from _read(item, (*path, str(key)))
    elif isinstance(value, list):
        yield path, value, "a list"
        for item in value:
            yield from _read(item, (*path, EVERY))
    elif value is not None or path:
        yield path, value, "one value"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
