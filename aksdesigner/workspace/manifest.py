"""The manifest of an exported folder: which files an export wrote, for whom, with which content.

It tells a file that a person changed from one that stands as it was written. It comes from a
folder that anyone may have written to, so it is believed in nothing but that: a path that would
lead out of the folder makes the whole manifest unreadable.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from aksdesigner.store.problems import store_error

MANIFEST = ".aksdesigner.json"
VERSION = 1
LARGEST = 16 << 20  # bytes; a manifest of ten thousand files has one or two million

_HASH = re.compile(r"[0-9a-f]{64}")


class ManifestError(ValueError):
    """What a folder holds as its manifest is none; the text says why."""


@dataclass(frozen=True)
class Entry:
    """One file: the contents that an export wrote to it, and the dialects that it belongs to.

    There are several contents only while an export is under way, or where one was cut off.
    """

    hashes: frozenset[str]
    dialects: frozenset[str]


@dataclass(frozen=True)
class Manifest:
    """Entries by path, relative to the folder and with forward slashes."""

    files: Mapping[str, Entry] = field(default_factory=dict)

    def is_untouched(self, name: str, data: bytes) -> bool:
        """Return whether a file holds what an export wrote."""
        entry = self.files.get(name)
        return entry is not None and hash_of(data) in entry.hashes

    def text(self) -> str:
        """Return the manifest as JSON; the same entries give the same text."""
        files = {
            name: {"dialects": sorted(entry.dialects), "sha256": sorted(entry.hashes)}
            for name, entry in sorted(self.files.items())
        }
        plain = {"aksdesignerExport": VERSION, "files": files}
        return json.dumps(plain, indent=2, ensure_ascii=True) + "\n"


def hash_of(data: bytes) -> str:
    """Return the hash of a content; line endings count as equal, since git may change them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder, an empty one where there is none.

    Raises ManifestError for one that can't be used, StoreError where the disk refuses.
    """
    path = folder / MANIFEST
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        raise store_error(path, error, "read") from error
    if len(data) > LARGEST:
        raise ManifestError("it is too large")
    return parsed_manifest(data)


def parsed_manifest(data: bytes) -> Manifest:
    """Return a manifest from its bytes. Raises ManifestError."""
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ManifestError("it is no JSON") from error
    if not isinstance(plain, dict) or plain.get("aksdesignerExport") != VERSION:
        raise ManifestError(f"it does not say aksdesignerExport {VERSION}")
    files = plain.get("files")
    if not isinstance(files, dict):
        raise ManifestError("it lists no files")
    return Manifest({checked_name(name): _entry(name, entry) for name, entry in files.items()})


def checked_name(name: str) -> str:
    """Return a path that stays inside its folder on every system. Raises ManifestError."""
    parts = name.split("/")
    windows = PureWindowsPath(name)
    is_plain = all(part not in ("", ".", "..") for part in parts)
    if (
        not is_plain
        or PurePosixPath(name).is_absolute()
        or windows.drive
        or windows.root
        or "\\" in name
        or "\0" in name
        or parts[-1].casefold() == MANIFEST
    ):
        raise ManifestError(f"{name[:80]!r} is no path inside the folder")
    return name


def _entry(name: str, plain: Any) -> Entry:
    if not isinstance(plain, dict):
        raise ManifestError(f"{name[:80]!r} has no entry")
    hashes, dialects = _texts(plain.get("sha256")), _texts(plain.get("dialects"))
    if not hashes or not all(_HASH.fullmatch(text) for text in hashes):
        raise ManifestError(f"{name[:80]!r} has no hash")
    if not dialects:
        raise ManifestError(f"{name[:80]!r} belongs to no dialect")
    return Entry(frozenset(hashes), frozenset(dialects))


def _texts(value: Any) -> Iterable[str]:
    texts = value if isinstance(value, list) else []
    return texts if all(isinstance(text, str) for text in texts) else []
