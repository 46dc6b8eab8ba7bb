"""Writing a changed design back: into its file, another one, or standard output."""

from __future__ import annotations

from pathlib import Path

from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.store.design_file import is_yaml, write_design
from aksdesigner.store.plain_json import document_text
from aksdesigner.store.problems import StoreError


def is_stdout(file: Path, output: Path | None) -> bool:
    """Return whether a changed design is printed: with ``-o -``, and where it was read from ``-``."""
    return str(output or file) == "-"


def write_back(screen: Screen, file: Path, output: Path | None, document: Document) -> None:
    """Write a changed design. Raises StoreError, also for a YAML file that no -o stands for."""
    if is_stdout(file, output):
        screen.raw(document_text(document))
        return
    if output is None and is_yaml(file):
        raise StoreError(file, "it is YAML, and designs are written as JSON; name -o FILE.aksd")
    target = output or file
    write_design(target, document)
    screen.say(f"{target}: written")


def check_free(*files: Path, force: bool) -> None:
    """Raise StoreError for the first of some new files that exists, unless it may go."""
    for file in files:
        if file.exists() and not force:
            raise StoreError(file, "it exists; --force writes over it")
