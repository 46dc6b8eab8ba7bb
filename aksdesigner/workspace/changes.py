"""What an export would change in a folder that was exported to before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aksdesigner.iac.readme import README
from aksdesigner.store.problems import StoreError, store_error
from aksdesigner.workspace.manifest import Manifest, ManifestError, read_manifest

LARGEST = 16 << 20  # bytes of a file that is compared


@dataclass(frozen=True)
class FileChange:
    """One file: its text in the folder and the text that would be written, None for no file.

    `by_hand` says that the folder's text is none that an export wrote.
    """

    name: str
    before: str | None
    after: str | None
    by_hand: bool = False


def changes_since(folder: Path, dialect: str, files: Mapping[str, str]) -> list[FileChange] | None:
    """Return the files of a dialect that differ from those in a folder, by name; READMEs do not count.

    None means that this dialect was never exported there. Raises StoreError.
    """
    try:
        manifest = read_manifest(folder)
    except ManifestError as error:
        raise StoreError(folder, f"its manifest can't be used: {error}") from error
    known = {name for name, entry in manifest.files.items() if dialect in entry.dialects}
    if not known:
        return None
    names = sorted(name for name in known | set(files) if not name.endswith(README))
    found = (_change(folder, manifest, name, files.get(name)) for name in names)
    return [change for change in found if change.before != change.after]


def _change(folder: Path, manifest: Manifest, name: str, after: str | None) -> FileChange:
    data = _read(folder, name)
    if data is None:
        return FileChange(name, None, after)
    before = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return FileChange(name, before, after, by_hand=not manifest.is_untouched(name, data))


def _read(folder: Path, name: str) -> bytes | None:
    """Return what a file of the folder holds; one that leads outside is not looked at."""
    path = folder.joinpath(*name.split("/"))
    if not path.resolve().is_relative_to(folder.resolve()):
        return None
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise store_error(path, error, "read") from error
