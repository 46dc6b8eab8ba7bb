"""Every field of every kind reaches the code, or is reported as left out with its reason.

Here the languages take turns, and each run takes a third of the fields, another each time
(AKSDESIGNER_CAMPAIGN=1 takes all); tests/reliability/test_export_fields.py goes through every place in all
of them and holds docs/export-fields.md.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from itertools import cycle

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


TURNS = tuple(zip(_fields().values(), cycle(LANGUAGES), strict=False))
GROUPS, SHARE = 12, 3
FIRST, STEP = (
    (0, 1) if os.environ.get("AKSDESIGNER_CAMPAIGN") else (secrets.randbelow(SHARE), SHARE)
)


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_changed_field_changes_the_code_or_is_reported(group):
    silent = []
    for place, dialect in TURNS[group::GROUPS][FIRST::STEP]:
        found = outcomes(place, (dialect,), thorough=False)[dialect]
        if not found.written and not found.reasons:
            silent.append(f"no value of {place.kind}.{place.in_file()} shows in {dialect}")
    assert not silent, f"nor is reported: {silent}"


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
