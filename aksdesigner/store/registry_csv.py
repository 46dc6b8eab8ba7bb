"""A registry of a company's ranges as CSV: in and out, safe for spreadsheets.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return
for a formula. Such a cell is written with an apostrophe before it, and read without it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from aksdesigner.model.address import AddressError, Cidr
from aksdesigner.model.document import RegistryEntry
from aksdesigner.model.reading import DocumentError, Problem

COLUMNS = ("prefix", "owner", "purpose")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SEPARATORS = (",", ";", "\t")
MOST_ROWS = 100_000


def registry_text(entries: Iterable[RegistryEntry]) -> str:
    """Return a registry as CSV with a header line."""
    rows = [",".join(COLUMNS)]
    for entry in entries:
        cells = (str(entry.prefix), entry.owner or "", entry.purpose or "")
        rows.append(",".join(_quoted(_guarded(cell)) for cell in cells))
    return "".join(f"{row}\n" for row in rows)


def _quoted(cell: str) -> str:
    """Quote what would end a cell or a line; csv.writer leaves a carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell


def read_registry(text: str, source: str = "") -> tuple[RegistryEntry, ...]:
    """Read a registry: a header with ``prefix`` and what else is known, any order, any case.

    Commas, semicolons or tabs part the cells, as the header does. Further columns are refused,
    since they would be lost. Raises DocumentError with the line of every problem.
    """
    lines = text.removeprefix("\ufeff")
    header = lines.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    # strict: a quote that never ends is a problem, not the rest of the file in one cell
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        problems = _header_problems(names)
        if problems:
            raise DocumentError(problems, source)
        entries: list[RegistryEntry] = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            found = _entry(names, row, rows.line_num)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                entries.append(found)
            if len(entries) > MOST_ROWS:
                raise DocumentError([Problem("", f"found more than {MOST_ROWS:,} rows")], source)
    except csv.Error as error:
        raise DocumentError([Problem(f"line {rows.line_num}", f"found {error}")], source) from None
    if problems:
        raise DocumentError(problems, source)
    return tuple(entries)


def _header_problems(names: list[str]) -> list[Problem]:
    expected = f"expected {', '.join(COLUMNS)}"
    unknown = [name for name in names if name not in COLUMNS]
    if "prefix" not in names:
        return [Problem("line 1", f"found no column prefix, {expected}")]
    if unknown:
        return [Problem("line 1", f"found the column {unknown[0]!r}, {expected}")]
    if len(set(names)) < len(names):
        return [Problem("line 1", f"found a column twice, {expected}")]
    return []


def _entry(names: list[str], row: list[str], line: int) -> RegistryEntry | Problem:
    place = f"line {line}"
    if len(row) != len(names):
        return Problem(place, f"found {len(row)} cells, expected {len(names)}")
    cells = {name: _unguarded(cell.strip(" ")) for name, cell in zip(names, row, strict=True)}
    try:
        prefix = Cidr.parse(cells["prefix"])
    except AddressError as error:
        return Problem(place, str(error))
    return RegistryEntry(
        prefix=prefix, owner=cells.get("owner") or None, purpose=cells.get("purpose") or None
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if _is_formula(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    """Return whether a cell needs an apostrophe; those before it are looked through."""
    return cell.lstrip("'").lstrip(" ").startswith(_FORMULA)
