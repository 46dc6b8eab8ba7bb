"""Reads back a .drawio file that aksdesigner wrote: its design, with the boxes that were moved."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError, Problem
from aksdesigner.store.design_file import SIZE_LIMIT, parse_design


def place_text(numbers: Iterable[float]) -> str:
    """Return numbers in scene pixels as text, rounded to a hundredth, blanks between them."""
    return " ".join(f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".") for number in numbers)


def read_drawio(data: bytes, source: str) -> tuple[Document, tuple[str, ...]]:
    """Return the design in a .drawio file and a note for what was added and it does not hold.

    Boxes moved or resized in draw.io stand at their new place in the first view. Boxes and lines that
    were added change nothing and are noted; changed labels and removed boxes change nothing. Raises
    DocumentError where the file is no XML, is compressed, or was not written by aksdesigner.
    """
    if len(data) > 4 * SIZE_LIMIT:
        raise _refused(source, "the file is too large")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refused(source, "found a document type, expected plain XML")
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _refused(source, f"found no XML: {error}") from None
    design = next(
        (e.get("aksdesignerDesign") for e in root.iter("UserObject") if e.get("aksdesignerDesign")),
        None,
    )
    if design is None:
        raise _refused(source, "found no design of aksdesigner in it (draw.io's own are not read)")
    document = parse_design(design.encode("utf-8"), "design.aksd").document
    moved, notes = _moved(root)
    if not moved:
        return document, notes
    view = document.view
    changed = view.model_copy(update={"positions": {**view.positions, **moved}})
    return document.with_view(changed), notes


def _moved(root: ET.Element) -> tuple[dict[str, tuple[float, ...]], tuple[str, ...]]:
    moved: dict[str, tuple[float, ...]] = {}
    notes: list[str] = []
    for element in root.iter("UserObject"):
        key, place = element.get("aksdesignerKey"), element.get("aksdesignerPlace")
        geometry = element.find("mxCell/mxGeometry")
        if key is None or place is None or geometry is None:
            continue
        try:
            now = [float(geometry.get(name, "0")) for name in ("x", "y", "width", "height")]
        except ValueError:
            now = [math.nan]
        if not all(math.isfinite(number) and abs(number) <= 1_000_000 for number in now):
            notes.append(f"{key}: its place is no number and was left")
        elif place_text(now) != place:
            kept = now[:2] if place_text(now[2:]) == " ".join(place.split(" ")[2:]) else now
            moved[key] = tuple(kept)
    known = [e for e in root.iter("mxCell") if e.get("vertex") or e.get("edge")]
    ours = [e for o in root.iter("UserObject") if o.get("aksdesignerKey") for e in o.iter("mxCell")]
    if len(known) > len(ours):
        notes.append(f"{len(known) - len(ours)} cells were added in draw.io and are not read")
    return moved, tuple(notes)


def _refused(source: str, message: str) -> DocumentError:
    return DocumentError([Problem("", message)], source)
