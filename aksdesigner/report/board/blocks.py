"""What a design document is made of, before it is Markdown or HTML. Texts are plain, never markup."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.present.scene import Scene


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head; `numbers` are the columns that are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """The drawing, and what a reader who can't see it is told."""

    scene: Scene
    words: str


@dataclass(frozen=True)
class Commands:
    """Lines of a shell."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """How much of something is taken: `used` now, `planned` at the most, out of `whole`."""

    name: str
    used: int
    planned: int
    whole: int


@dataclass(frozen=True)
class Bars:
    """Bars on one scale each, with the unit of their numbers."""

    bars: tuple[Bar, ...]
    unit: str


Block = Heading | Paragraph | Bullets | Table | Picture | Commands | Bars
