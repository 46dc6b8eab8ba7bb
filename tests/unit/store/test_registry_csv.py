"""The registry as CSV: nothing is lost, no cell is a formula, every problem has its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.model.address import Cidr
from aksdesigner.model.document import RegistryEntry
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.registry_csv import read_registry, registry_text

TEXTS = (
    st.text(st.sampled_from("\r=+-@'\";, \tab|1(ß\n"), max_size=12)
    .map(lambda text: text.strip(" "))
    .map(lambda text: text or None)
)


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 32), TEXTS, TEXTS), max_size=5))
def test_what_is_written_is_read_and_is_no_formula(
    rows: list[tuple[int, int, str | None, str | None]],
) -> None:
    entries = tuple(
        RegistryEntry(prefix=Cidr(value, length), owner=owner, purpose=purpose)
        for value, length, owner, purpose in rows
    )
    text = registry_text(entries)
    assert read_registry(text) == entries
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(
            cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row
        )


def test_what_other_programs_write_is_read() -> None:
    text = "\ufeffOwner;Prefix\r\nerp;10.33.0.0/17\r\n;\r\n'=plan;10.34.0.0/16\r\n"
    found = read_registry(text)
    assert [(str(e.prefix), e.owner, e.purpose) for e in found] == [
        ("10.33.0.0/17", "erp", None),
        ("10.34.0.0/16", "=plan", None),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: found no column prefix"),
        ("range,owner\n", "line 1: found no column prefix"),
        ("prefix,cost\n", "line 1: found the column 'cost'"),
        ("prefix,prefix\n", "line 1: found a column twice"),
        ("prefix,owner\n10.0.0.0,x\n10.0.0.0/8\n", "line 2: found '10.0.0.0', expected a prefix"),
        ("prefix,owner\n10.0.0.0,x\n10.0.0.0/8\n", "line 3: found 1 cells, expected 2"),
        ('prefix,owner\n10.0.0.0/8,"x\n', "unexpected end of data"),
    ],
)
def test_what_can_not_be_read_is_told_by_line(text: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_registry(text, "ranges.csv")
    assert said in str(caught.value)
