"""A lens: what every box of the same picture says about one question.

A lens answers with one `Said` for each box that it is about; everything else steps back. It asks
the analysis and works nothing out itself. The joint is `Lens`; the list of them is the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.present.shapes import Role


@dataclass(frozen=True)
class Said:
    """What a lens says of one box.

    `head` stands where the prefix stood, or in the first line of a card; empty leaves what was
    there. `role` is its colour and never the only sign of a meaning: the words say it too. `tile`
    is a letter or sign on the box's upper edge, `tint` the colour of the tile and of the bar inside
    the left edge.
    """

    head: str = ""
    role: Role = "text"
    tile: str = ""
    tint: Role = ""


@dataclass(frozen=True)
class LegendRow:
    """One row of the legend: the sign on the picture, its colour, and what it means."""

    sign: str
    role: Role
    text: str


@dataclass(frozen=True)
class Legend:
    """What stands in the corner of a picture that is seen through a lens."""

    title: str
    rows: tuple[LegendRow, ...] = ()


Seen = Mapping[Key, Said]


@dataclass(frozen=True)
class Lens:
    """One lens: its name in the file, what the window calls it, and what it says of a design."""

    name: str
    title: str
    see: Callable[[Document, Analysis], Seen]
    legend: Callable[[Seen], tuple[LegendRow, ...]]


def subnets_of(document: Document) -> Iterator[tuple[Key, Subnet]]:
    """Yield every subnet that has an address range, with its key."""
    for key, subnet in document.topology.index.of_kind(Subnet):
        if subnet.prefixes:
            yield key, subnet


def used(seen: Seen, *rows: LegendRow) -> tuple[LegendRow, ...]:
    """Return the rows of a legend whose sign some box carries."""
    return tuple(row for row in rows if counted(seen, row.sign))


def counted(seen: Seen, tile: str) -> int:
    """Return how many boxes carry a tile."""
    return sum(said.tile == tile for said in seen.values())
