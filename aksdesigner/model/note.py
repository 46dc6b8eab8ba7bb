"""What a workshop leaves on the picture: sticky notes, frames, free-hand strokes. No resources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from aksdesigner.model.fields import field
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.part import Part

NOTE, FRAME, INK = "note", "frame", "ink"
NOTE_KINDS = (NOTE, FRAME, INK)

Coordinate = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class Note(Part):
    """A sticky note, a frame around things, or a stroke of the pen. Never read by the analysis.

    It stands on the pictures of the views that give its key (``note:1``, ``frame:2``, ``ink:3``) a
    position; without a name, or a view that places it, it is only read. `points` are x and y of a
    stroke by turns, in pixels from its corner.
    """

    name: str | None = field("Name", "What views place it by.")
    kind: Literal["note", "frame", "ink"] | str = field("Kind", default=NOTE)
    text: str = field("Text", default="")
    by: str | None = field("By", "Who said or wrote it.")
    ask: str | None = field("Ask", "Who is to answer.")
    until: str | None = field("Until", "When the answer is wanted.")
    answer: str | None = field("Answer", "What was answered or decided.")
    about: str | tuple[str, ...] | None = field("About", "Keys of the resources it is about.")
    points: Annotated[tuple[Coordinate, ...], BeforeValidator(_as_tuple)] = field(
        "Points", default=()
    )

    @property
    def key(self) -> Key | None:
        """The key that views place it by; None where it has no name or no kind that is drawn."""
        return key_of(self.kind, self.name) if self.name and self.kind in NOTE_KINDS else None


def is_note(key: Key) -> bool:
    """Return whether a key names a note, a frame or a stroke."""
    return split_key(key)[0] in NOTE_KINDS


def notes_by_key(notes: Iterable[Note]) -> dict[Key, Note]:
    """Return the notes that views can place, by their keys; of two alike the first."""
    found: dict[Key, Note] = {}
    for note in notes:
        if note.key is not None:
            found.setdefault(note.key, note)
    return found
