"""Design files: JSON (``*.aksd``) and YAML in, canonical JSON out.

A file that can't be used gets every reason at once: the file, the place in it, what was found and
what was expected. Only JSON is written; a design read from YAML is saved under another name,
because a rewritten YAML file would lose its comments.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError, Problem, Reading, read_document
from aksdesigner.store.atomic import write_atomically
from aksdesigner.store.oddities import (
    constant,
    oddities,
    paired_object,
    real_number,
    whole_number,
)
from aksdesigner.store.plain_json import document_text
from aksdesigner.store.problems import StoreError, store_error
from aksdesigner.store.yaml_tree import yaml_plain

SIZE_LIMIT = 16 * 1024 * 1024
YAML_LIMIT = 2 * 1024 * 1024  # YAML is for what people type; its parser takes a second per 200 kB
YAML_SUFFIXES = frozenset({".yaml", ".yml"})
CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "a byte order mark"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def is_yaml(path: Path) -> bool:
    """Return whether a path names a YAML file."""
    return path.suffix.lower() in YAML_SUFFIXES


def read_design(path: Path) -> Reading:
    """Read a design from a file.

    Raises StoreError when the file can't be read, DocumentError with every problem when its
    content can't be used.
    """
    return parse_design(read_bytes(path), str(path))


def read_plain(path: Path) -> Any:
    """Read a file as plain data, without asking whether it is a design. Raises as read_design."""
    return parse_plain(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; SIZE_LIMIT + 1 of them when it is larger. Raises StoreError."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise store_error(path, error, "read") from error
    except ValueError as error:  # a NUL in the path
        raise StoreError(path, f"can't read it: {error}") from error


def parse_design(data: bytes, source: str) -> Reading:
    """Read a design from bytes; `source` is the file name that messages show.

    Raises DocumentError with every problem found.
    """
    plain = parse_plain(data, source)
    try:
        reading = read_document(plain)
    except DocumentError as error:
        raise DocumentError(error.problems, source) from None
    return Reading(reading.document, tuple(n for n in reading.notes if n.place != "$schema"))


def parse_plain(data: bytes, source: str) -> Any:
    """Read plain data from bytes of JSON or YAML. Raises DocumentError with every problem.

    A name ending in .yaml or .yml is YAML, one ending in .aksd or .json is JSON; where the name
    says nothing (standard input), text that starts with a brace is JSON.
    """
    text = _text(data, source)
    suffix = Path(source).suffix.lower()
    as_yaml = suffix in YAML_SUFFIXES or (
        suffix not in (".aksd", ".json") and not text.lstrip().startswith(("{", "["))
    )
    if as_yaml and len(data) > YAML_LIMIT:
        raise DocumentError([_too_large(YAML_LIMIT, " of YAML")], source)
    try:
        plain, problems = yaml_plain(text) if as_yaml else _json_plain(text)
    except RecursionError:
        raise DocumentError(
            [Problem("", "found data nested too deeply, expected a design")], source
        ) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError([Problem(place, f"found no JSON here: {error.msg}")], source) from None
    except yaml.YAMLError as error:
        raise DocumentError([_yaml_problem(error)], source) from None
    problems = problems or oddities(plain)
    if problems:
        raise DocumentError(problems, source)
    if plain is None:
        raise DocumentError([Problem("", "found nothing, expected a design")], source)
    return plain


def write_design(path: Path, document: Document) -> bytes:
    """Write a design as canonical JSON, all of it or nothing; returns the bytes now on disk.

    Raises StoreError, naming path and reason; then the old file is untouched.
    """
    if is_yaml(path):
        raise StoreError(
            path, "can't write YAML: its comments would be lost; save it under a name in .aksd"
        )
    data = document_text(document).encode("utf-8")
    if len(data) > SIZE_LIMIT:
        raise StoreError(path, f"can't write it: {_too_large(SIZE_LIMIT).message}")
    write_atomically(path, data)
    return data


def _json_plain(text: str) -> tuple[Any, list[Problem]]:
    plain = json.loads(
        text,
        object_pairs_hook=paired_object,
        parse_constant=constant,
        parse_int=whole_number,
        parse_float=real_number,
    )
    return plain, []


def _text(data: bytes, source: str) -> str:
    if len(data) > SIZE_LIMIT:
        raise DocumentError([_too_large(SIZE_LIMIT)], source)
    for mark, found in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise DocumentError(
                [Problem("line 1", f"found {found}, expected UTF-8 without one")], source
            )
    conflicts = [
        Problem(_line(data, match.start()), "found a merge conflict marker, expected a design")
        for match in CONFLICT.finditer(data)
    ]
    if conflicts:
        raise DocumentError(conflicts, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found the byte 0x{data[error.start]:02x}, expected UTF-8"
        raise DocumentError([Problem(_line(data, error.start), found)], source) from None


def _line(data: bytes, offset: int) -> str:
    return "line " + str(data.count(b"\n", 0, offset) + 1)


def _too_large(limit: int, what: str = "") -> Problem:
    return Problem("", f"found more than {limit // 2**20} MB{what}, expected at most that")


def _yaml_problem(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Problem(place, f"found no YAML here: {said}")
