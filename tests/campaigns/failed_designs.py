"""Designs at which a campaign failed, kept as files to look at and to try again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.store.plain_json import document_text
from tests.support.shared import CHECKOUT


def keep(campaign: str, name: str, document: Document) -> None:
    """Write a design to build/failed-CAMPAIGN."""
    folder = CHECKOUT / "build" / f"failed-{campaign}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name.replace(' ', '-')}.aksd").write_text(document_text(document), "utf-8")


def kept(files: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """Yield the name and the design of each file."""
    for file in map(Path, files):
        yield file.stem, read_document(json.loads(file.read_text("utf-8"))).document
