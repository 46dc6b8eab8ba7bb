"""Exports of code on the disk, and in the same go whatever else goes into the folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.readme import VALUES_FILES, joined
from aksdesigner.model.document import Document
from aksdesigner.workspace.batches import Batch, Placed, write_batches


@dataclass(frozen=True)
class Written:
    """What an export put into a folder, in the order of the names, and what it left out.

    `removed`, `left` and `filled` are those of a `Placed`; `filled` names the parameters that a
    file of values lacks.
    """

    folder: Path
    files: tuple[Path, ...]
    exported: Exported
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    filled: tuple[tuple[Path, tuple[str, ...]], ...] = ()


def write_export(
    document: Document,
    dialect: str,
    folder: Path,
    options: ExportOptions = DEFAULT,
    *,
    force: bool = False,
) -> Written:
    """Write a design as code into a folder, which is made where it is missing.

    As `write_exports`, for one dialect.
    """
    return write_exports(document, ((dialect, folder),), options, force=force)[0]


def write_exports(
    document: Document,
    wanted: Sequence[tuple[str, Path]],
    options: ExportOptions = DEFAULT,
    *,
    force: bool = False,
) -> tuple[Written, ...]:
    """Write a design in several dialects, each into its folder.

    As `write_all`, without anything else.
    """
    return write_all(document, wanted, (), options, force=force)[0]


def write_all(
    document: Document,
    wanted: Sequence[tuple[str, Path]],
    others: Sequence[Batch],
    options: ExportOptions = DEFAULT,
    *,
    force: bool = False,
) -> tuple[tuple[Written, ...], tuple[Placed, ...]]:
    """Write a design in several dialects, each into its folder, and files of other forms with them.

    All of them or none, as `write_batches` says. Raises KeyError for an unknown dialect,
    ChangedByHandError, and StoreError when a folder or a file can't be written.
    """
    exports = [export(document, dialect, options) for dialect, _ in wanted]
    code = [_batch(exported, folder) for exported, (_, folder) in zip(exports, wanted, strict=True)]
    placed = write_batches([*code, *others], force=force)
    return tuple(map(_written, placed, exports)), placed[len(exports) :]


def _batch(exported: Exported, folder: Path) -> Batch:
    return replace(
        Batch.of_texts(exported.dialect, folder, exported.files),
        joins=partial(_joined, exported.dialect),
        values=[name for name in exported.files if PurePosixPath(name).name in VALUES_FILES],
        lacks=partial(_lacking, exported),
    )


def _joined(dialect: str, before: bytes, text: bytes) -> bytes:
    return joined(before.decode("utf-8", "replace"), text.decode("utf-8"), dialect).encode("utf-8")


def _lacking(exported: Exported, name: str, text: bytes) -> tuple[str, ...]:
    """Return the parameters with an example that a file of values does not name."""
    words = set(re.findall(r"\w+", text.decode("utf-8", "replace")))
    parameters = exported.program.parameters
    for handover in exported.handovers:
        if handover.tree is not None and name.startswith(f"{handover.folder}/"):
            parameters = handover.tree.main.parameters
    asked = [p.name for p in parameters if p.example is not None]
    return tuple(name for name in asked if name not in words)


def _written(placed: Placed, exported: Exported) -> Written:
    folder = placed.batch.folder
    return Written(folder, placed.files, exported, placed.removed, placed.left, placed.filled)
