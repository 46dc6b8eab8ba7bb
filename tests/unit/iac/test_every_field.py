"""Every field of every kind reaches the code, or is reported as left out with its reason.

The whole table, place by place, is docs/export-fields.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aksdesigner.model.part import Part
from tests.support.exports import LANGUAGES
from tests.support.field_changes import DESIGN, Place, outcomes, parts_of, places


def _fields() -> dict[tuple[str, str], Place]:
    """Return the first place of every field of every class of parts."""
    found: dict[tuple[str, str], Place] = {}
    for place, parts in places().items():
        found.setdefault((type(parts[0][1]).__name__, place.name), place)
    return found


@pytest.mark.parametrize("place", _fields().values(), ids=lambda p: f"{p.kind}.{p.in_file()}")
def test_a_changed_field_changes_the_code_or_is_reported(place):
    silent = [
        dialect
        for dialect, found in outcomes(place, LANGUAGES).items()
        if not found.written and not found.reasons
    ]
    assert not silent, f"no value of {place.kind}.{place.in_file()} shows, nor is it reported"


def test_the_design_holds_every_kind_and_part():
    found = {type(part).__name__ for _, _, part in parts_of(DESIGN.topology)}
    wanted = {
        c.__name__ for c in _subclasses(Part) if c.__module__.startswith("aksdesigner.model.kinds")
    }
    assert wanted <= found


def _subclasses(base: type[Part]) -> Iterator[type[Part]]:
    for inner in base.__subclasses__():
        yield inner
        yield from _subclasses(inner)
