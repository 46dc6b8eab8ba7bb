"""Texts below a folder on the disk: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aksdesigner.store.atomic import write_together
from aksdesigner.workspace.inside import inside, make_folders


def write_texts(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write texts by their path below a folder, which is made; return the files by name.

    Nothing is replaced before everything is on the disk. Raises StoreError, also for a path that
    leads outside.
    """
    found = {inside(folder, name): text.encode("utf-8") for name, text in texts.items()}
    make_folders(folder, found)
    write_together(found)
    return tuple(sorted(found))
