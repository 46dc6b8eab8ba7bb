"""Files of several forms on the disk: all of them or none, and nobody's work is lost.

A form is what one folder's manifest files are told by: a dialect of code, network policies, a
runbook, an editable drawing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from aksdesigner.iac.readme import README
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

# a README as it stands, and what one form says in it, to one that says both
Join = Callable[[bytes, bytes], bytes]


class ChangedByHandError(StoreError):
    """Files of the folder hold what no export wrote, so nothing was written: `names` tells which."""

    def __init__(self, folder: Path, names: tuple[str, ...], note: str = "") -> None:
        self.names = names
        what = "was changed" if len(names) == 1 else "were changed"
        super().__init__(
            folder, f"{', '.join(names)} {what} since the last export{note}; nothing was written"
        )


def _lacks_nothing(_name: str, _text: bytes) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Batch:
    """The files of one form for one folder, by path below it.

    `joins` lets other forms of the folder speak in the same README. `values` are files that a person
    fills in: once that was done they stay, and `lacks` tells what such a file does not name.
    """

    form: str
    folder: Path
    files: Mapping[str, bytes]
    joins: Join | None = None
    values: Collection[str] = ()
    lacks: Callable[[str, bytes], tuple[str, ...]] = _lacks_nothing

    @classmethod
    def of_texts(cls, form: str, folder: Path, texts: Mapping[str, str]) -> Batch:
        """Return the batch of some texts, which are written as UTF-8."""
        return cls(form, folder, {name: text.encode("utf-8") for name, text in texts.items()})


@dataclass(frozen=True)
class Placed:
    """What became of a batch, in the order of the names.

    `removed` are files of an earlier batch of the form that this one does not write any more;
    `left` are those of them that a person changed, and that therefore still stand. `filled` are
    files of values that a person filled in and that stay so, each with what it does not name.
    """

    batch: Batch
    files: tuple[Path, ...]
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    filled: tuple[tuple[Path, tuple[str, ...]], ...] = ()


def write_batches(batches: Sequence[Batch], *, force: bool = False) -> tuple[Placed, ...]:
    """Write files into their folders, which are made where they are missing; folders may be the same.

    Files that no export wrote stay as they are, and files of values once they are filled in. Nothing
    is written when another of the files holds what a person wrote, unless `force` says so. When a
    file can't be written the others are put back as they were. Raises ChangedByHandError, and
    StoreError when a folder or a file can't be written.
    """
    plans: list[_Plan] = []
    for batch in batches:
        same = next((plan for plan in plans if plan.folder == batch.folder), None)
        if same is None:
            same = _plan(batch.folder)
            plans.append(same)
        same.add(batch, force=force)
    for plan in plans:
        if plan.changed and not force:
            raise ChangedByHandError(plan.folder, tuple(plan.changed), plan.note)
    found = {(p.batch.form, p.batch.folder): p for plan in plans for p in plan.carry_out()}
    return tuple(found[batch.form, batch.folder] for batch in batches)


@dataclass
class _Plan:
    """What is to happen in one folder."""

    folder: Path
    old: Manifest
    note: str = ""
    batches: list[Batch] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    filled: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, batch: Batch, *, force: bool) -> None:
        """Take the files of one form in, and note which of them a person changed."""
        self.batches = [b for b in self.batches if b.form != batch.form] + [batch]
        for name, data in batch.files.items():
            found = self._now(name)
            forms = {batch.form}
            if batch.joins is not None and PurePosixPath(name).name == README:
                data = self._joined(name, data, batch.joins)
                forms |= self._others(name, batch.form)
            # a shared README would repeat a person's words and so be equal to them
            is_equal = found == data and forms == {batch.form}
            is_ours = found is None or is_equal or self.old.is_untouched(name, found)
            if not is_ours and not force and name in batch.values and name in self.old.files:
                self.filled[name] = batch.lacks(name, found or b"")
                continue
            if not is_ours and name not in self.texts and name not in self.changed:
                self.changed.append(name)
            self.texts[name] = data
            self.entries[name] = Entry(frozenset((hash_of(data),)), frozenset(forms))

    def _others(self, name: str, form: str) -> frozenset[str]:
        entry = self.entries.get(name) or self.old.files.get(name)
        return (entry.dialects if entry else frozenset()) - {form}

    def _joined(self, name: str, data: bytes, join: Join) -> bytes:
        """Return a README that keeps what other forms of the folder said in it."""
        if name in self.texts:
            before = self.texts[name]
        elif name in self.old.files:
            before = self._now(name) or b""
        else:
            before = b""
        return join(before, data)

    def _now(self, name: str) -> bytes | None:
        return _content(inside(self.folder, name))

    def _stale(self) -> list[str]:
        """Return what earlier exports of these forms wrote and nobody writes any more."""
        mine = {batch.form for batch in self.batches}
        written = {*self.texts, *self.filled}
        return [n for n, e in self.old.files.items() if n not in written and e.dialects <= mine]

    def carry_out(self) -> list[Placed]:
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
        return [self._placed(b, removable, stale) for b in self.batches]

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

    def _placed(self, batch: Batch, removed: list[str], stale: list[str]) -> Placed:
        def paths(names: Iterable[str]) -> tuple[Path, ...]:
            return tuple(sorted(inside(self.folder, name) for name in names))

        mine = [n for n in stale if batch.form in self.old.files[n].dialects]
        left = [n for n in mine if n not in removed and inside(self.folder, n).exists()]
        filled = [(n, lacks) for n, lacks in self.filled.items() if n in batch.files]
        return Placed(
            batch,
            paths(name for name in batch.files if name not in self.filled),
            paths(name for name in mine if name in removed),
            paths(left),
            tuple((inside(self.folder, name), lacks) for name, lacks in filled),
        )


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
