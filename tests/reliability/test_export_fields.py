"""docs/export-fields.md says what the exports do with every field, and no field is passed over.

A run takes every 24th field, others each time; AKSDESIGNER_CAMPAIGN=1 takes all, which is
five minutes of work. `tests/unit/iac/test_every_field.py` sees a third of the fields in one language each.
"""

from __future__ import annotations

import os
import secrets

from tests.support.field_changes import outcomes, places
from tests.tools.export_fields import FILE, row, table

EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
SHARE = 24
FIRST = secrets.randbelow(SHARE)
CHOSEN = list(places()) if EVERYWHERE else list(places())[FIRST::SHARE]


def test_the_table_of_fields_is_what_the_exports_do() -> None:
    written = FILE.read_text("utf-8")
    stale = [place for place in CHOSEN if row(place) not in written.splitlines()]
    assert not stale, f"run python -m tests.tools.export_fields: {stale[:3]}"
    assert not EVERYWHERE or written == table()


def test_the_table_has_a_line_for_every_field() -> None:
    lines = FILE.read_text("utf-8").splitlines()
    named = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    fields = sorted(place.in_file() for place in places())
    assert sorted(name for name in named if name != "field") == fields


def test_no_dialect_is_silent_about_a_field() -> None:
    silent = [
        (place.kind, place.in_file(), dialect)
        for place in CHOSEN
        for dialect, found in outcomes(place).items()
        if not found.written and not found.reasons
    ]
    assert silent == []
