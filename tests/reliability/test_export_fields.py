"""docs/export-fields.md says what the exports do with every field, and no field is passed over."""

from __future__ import annotations

from tests.support.field_changes import outcomes, places
from tests.tools.export_fields import FILE, row, table


def test_the_table_of_fields_is_what_the_exports_do() -> None:
    written = FILE.read_text("utf-8")
    stale = [place for place in places() if row(place) not in written.splitlines()]
    assert not stale, f"run python -m tests.tools.export_fields: {stale[:3]}"
    assert written == table()


def test_no_dialect_is_silent_about_a_field() -> None:
    silent = [
        (place.kind, place.in_file(), dialect)
        for place in places()
        for dialect, found in outcomes(place).items()
        if not found.written and not found.reasons
    ]
    assert silent == []
