"""Exports on the disk: all files of an export or none, inside one folder, nobody's work lost."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.readme import README, VALUES_FILES, joined
from aksdesigner.model.document import Document
from aksdesigner.store.atomic import write_atomically, write_together
from aksdesigner.store.problems import StoreError, store_error
from aksdesigner.workspace.inside import inside, make_folders
from aksdesigner.workspace.manifest import (
    MANIFEST,
    Entry,
    Manifest,
    ManifestError,
    hash_of,
    read_manifest,
)


class ChangedByHandError(StoreError):
    """Files of the folder hold what no export wrote, so nothing was written: `names` tells which."""

    def __init__(self, folder: Path, names: tuple[str, ...], note: str = "") -> None:
        self.names = names
        what = "was changed" if len(names) == 1 else "were changed"
        super().__init__(
            folder, f"{', '.join(names)} {what} since the last export{note}; nothing was written"
        )


@dataclass(frozen=True)
class Written:
    """What an export put into a folder, in the order of the names, and what it left out.

    `removed` are files of an earlier export that this one does not write any more; `left` are
    those of them that a person changed, and that therefore still stand. `filled` are files of values
    that a person filled in and that stay so, each with the parameters that it does not name.
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
    """Write a design in several dialects, each into its folder; folders may be the same.

    Files that no export wrote stay as they are, and files of values once they are filled in. Nothing
    is written when another of the files holds what a person wrote, unless `force` says so. When a file can't be written the others are put
    back as they were. Raises KeyError for an unknown dialect, ChangedByHandError, and StoreError
    when a folder or a file can't be written.
    """
    plans: list[_Plan] = []
    for dialect, folder in wanted:
        exported = export(document, dialect, options)
        same = next((plan for plan in plans if plan.folder == folder), None)
        if same is None:
            same = _plan(folder)
            plans.append(same)
        same.add(exported, force=force)
    for plan in plans:
        if plan.changed and not force:
            raise ChangedByHandError(plan.folder, tuple(plan.changed), plan.note)
    done = [written for plan in plans for written in plan.carry_out()]
    by_dialect = {(w.exported.dialect, w.folder): w for w in done}
    return tuple(by_dialect[dialect, folder] for dialect, folder in wanted)


@dataclass
class _Plan:
    """What is to happen in one folder."""

    folder: Path
    old: Manifest
    note: str = ""
    exports: list[Exported] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    filled: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, exported: Exported, *, force: bool) -> None:
        """Take the files of one dialect in, and note which of them a person changed."""
        self.exports = [e for e in self.exports if e.dialect != exported.dialect] + [exported]
        for name, text in exported.files.items():
            found = self._now(name)
            data = text.encode("utf-8")
            dialects = {exported.dialect}
            if PurePosixPath(name).name == README:
                data = self._shared(name, text, exported.dialect)
                dialects |= self._others(name, exported.dialect)
            # a shared README would repeat a person's words and so be equal to them
            is_equal = found == data and dialects == {exported.dialect}
            is_ours = found is None or is_equal or self.old.is_untouched(name, found)
            if not is_ours and not force and name in VALUES_FILES and name in self.old.files:
                self.filled[name] = _lacking(exported, found or b"")
                continue
            if not is_ours and name not in self.texts and name not in self.changed:
                self.changed.append(name)
            self.texts[name] = data
            self.entries[name] = Entry(frozenset((hash_of(data),)), frozenset(dialects))

    def _others(self, name: str, dialect: str) -> frozenset[str]:
        entry = self.entries.get(name) or self.old.files.get(name)
        return (entry.dialects if entry else frozenset()) - {dialect}

    def _shared(self, name: str, text: str, dialect: str) -> bytes:
        """Return a README that keeps what other dialects of the folder said in it."""
        if name in self.texts:
            before = self.texts[name]
        elif name in self.old.files:
            before = self._now(name) or b""
        else:
            before = b""
        return joined(before.decode("utf-8", "replace"), text, dialect).encode("utf-8")

    def _now(self, name: str) -> bytes | None:
        return _content(inside(self.folder, name))

    def _stale(self) -> list[str]:
        """Return what earlier exports of these dialects wrote and nobody writes any more."""
        mine = {exported.dialect for exported in self.exports}
        written = {*self.texts, *self.filled}
        return [n for n, e in self.old.files.items() if n not in written and e.dialects <= mine]

    def carry_out(self) -> list[Written]:
        """Write and remove. Raises StoreError, and then every file is as it was."""
        stale = self._stale()
        removable = [n for n in stale if self._is_removable(n)]
        kept = {n: e for n, e in self.old.files.items() if n not in stale} | self.entries
        targets = {inside(self.folder, name): data for name, data in self.texts.items()}
        manifest = self.folder / MANIFEST
        make_folders(self.folder, targets)
        paths = [*targets, manifest, *(inside(self.folder, n) for n in removable)]
        before = {path: _content(path) for path in paths}
        new = {path: data for path, data in targets.items() if before[path] != data}
        last = Manifest(kept).text().encode("utf-8")
        try:
            if new or removable:
                # whatever cuts this off, the next export knows both contents for its own
                write_atomically(manifest, self._under_way().text().encode("utf-8"))
                write_together(new)
                for name in removable:
                    _unlink(inside(self.folder, name))
            if before[manifest] != last or new or removable:
                write_atomically(manifest, last)
        except StoreError:
            _put_back(before)
            raise
        _remove_empty(self.folder, removable)
        return [self._written(e, removable, stale) for e in self.exports]

    def _under_way(self) -> Manifest:
        files = dict(self.old.files)
        for name, entry in self.entries.items():
            old = files.get(name, entry)
            hashes, dialects = old.hashes | entry.hashes, old.dialects | entry.dialects
            files[name] = replace(entry, hashes=hashes, dialects=dialects)
        return Manifest(files)

    def _is_removable(self, name: str) -> bool:
        """Whether a file stands as an export wrote it; a link is nothing that an export makes."""
        path = inside(self.folder, name)
        data = None if path.is_symlink() else _content(path)
        return data is not None and self.old.is_untouched(name, data)

    def _written(self, exported: Exported, removed: list[str], stale: list[str]) -> Written:
        def paths(names: Sequence[str]) -> tuple[Path, ...]:
            return tuple(sorted(inside(self.folder, name) for name in names))

        mine = [n for n in stale if exported.dialect in self.old.files[n].dialects]
        left = [n for n in mine if n not in removed and inside(self.folder, n).exists()]
        gone = [n for n in mine if n in removed]
        files = [name for name in exported.files if name not in self.filled]
        filled = [(n, lacks) for n, lacks in self.filled.items() if n in exported.files]
        return Written(
            self.folder,
            paths(files),
            exported,
            paths(gone),
            paths(left),
            tuple((inside(self.folder, name), lacks) for name, lacks in filled),
        )


def _lacking(exported: Exported, text: bytes) -> tuple[str, ...]:
    """Return the parameters with an example that a file of values does not name."""
    words = set(re.findall(r"\w+", text.decode("utf-8", "replace")))
    asked = [p.name for p in exported.program.parameters if p.example is not None]
    return tuple(name for name in asked if name not in words)


def _plan(folder: Path) -> _Plan:
    try:
        return _Plan(folder, read_manifest(folder))
    except ManifestError as error:
        return _Plan(folder, Manifest(), f" (or not: {MANIFEST} can't be used, {error})")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise store_error(path, error, "read") from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise store_error(path, error, "remove") from error


def _put_back(old: dict[Path, bytes | None]) -> None:
    for path, content in old.items():
        with contextlib.suppress(StoreError, OSError):
            if content is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != content:
                write_atomically(path, content)


def _remove_empty(folder: Path, removed: Sequence[str]) -> None:
    """Remove the folders below this one that the removed files have left empty."""
    for name in removed:
        for parent in list(PurePosixPath(name).parents)[:-1]:
            with contextlib.suppress(OSError):
                folder.joinpath(*parent.parts).rmdir()
