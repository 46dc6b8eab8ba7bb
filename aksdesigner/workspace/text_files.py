"""Texts below a folder on the disk: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aksdesigner.store.atomic import write_together
from aksdesigner.store.problems import StoreError, store_error


def write_texts(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write texts by their path below a folder, which is made; return the files by name.

    Nothing is replaced before everything is on the disk. Raises StoreError, also for a path that
    leads outside.
    """
    found: dict[Path, bytes] = {}
    for name, text in texts.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise StoreError(path, "can't write it: it lies outside the chosen folder")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise store_error(path.parent, error, "write") from error
        found[path] = text.encode("utf-8")
    write_together(found)
    return tuple(sorted(found))
