"""Whether an export says what the picture says: its code, read back, against the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.iac.design import Design
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.model.document import Document
from aksdesigner.workspace.verify.difference import Difference
from aksdesigner.workspace.verify.fields import field_differences
from aksdesigner.workspace.verify.meaning import same_meaning
from aksdesigner.workspace.verify.networks import network_differences
from aksdesigner.workspace.verify.rebuilt import rebuilt_of


def verify(
    document: Document, lifted: Lifted, omissions: Iterable[Omission]
) -> tuple[Difference, ...]:
    """Return every difference between a design and what was read from its code.

    Compared are all fields of all resources, then what the engine says of both: effective routes
    of every subnet, verdicts of all pairs of ends there and back, findings. What the export lists
    as left out is taken from the drawing. The engine is not asked where code says what no drawing
    can say.
    """
    if lifted.strange:  # what was read is no design that the engine takes
        return design_differences(document, lifted, omissions)
    rebuilt = rebuilt_of(document, lifted, omissions)
    found = (*rebuilt.differences, *_fields(document, rebuilt.document))
    return (*found, *network_differences(document, rebuilt.document))


def design_differences(
    document: Document, lifted: Lifted, omissions: Iterable[Omission]
) -> tuple[Difference, ...]:
    """Return the differences of all fields of all resources; the engine is not asked."""
    strange = tuple(Difference("", s.place, "", s.message) for s in lifted.strange)
    try:
        rebuilt = rebuilt_of(document, lifted, omissions)
        return (*strange, *rebuilt.differences, *_fields(document, rebuilt.document))
    except (AttributeError, TypeError, ValueError):
        if not strange:
            raise
        return strange  # a value that does not fit stands in the way of the comparison, and is told


def _fields(drawn: Document, written: Document) -> Iterator[Difference]:
    other = written.topology.index
    here, there = Design(drawn), Design(written)
    for entry in drawn.topology.index.entries:
        found = other.at(entry.key)
        if found is not None and found is not entry.resource:
            one = same_meaning(here, entry.resource)
            yield from field_differences(entry.key, one, same_meaning(there, found))
