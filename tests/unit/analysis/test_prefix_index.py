"""The index of prefixes against looking at every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.analysis.facts.prefix_index import Prefix, PrefixIndex

BITS = 8  # a small world, so that prefixes meet


@st.composite
def prefixes(draw: st.DrawFn) -> Prefix:
    length = draw(st.integers(0, BITS))
    value = draw(st.integers(0, 2**BITS - 1))
    return (value >> BITS - length << BITS - length, length)


def meet(one: Prefix, other: Prefix) -> bool:
    shift = BITS - min(one[1], other[1])
    return one[0] >> shift == other[0] >> shift


owned = st.lists(prefixes(), max_size=25).map(lambda found: list(enumerate(found)))


@given(owned, prefixes())
def test_overlapping_finds_every_owner_and_nobody_else(
    found: list[tuple[int, Prefix]], asked: Prefix
) -> None:
    index = PrefixIndex(BITS, ((prefix, number) for number, prefix in found))
    assert sorted(index.overlapping(asked)) == [n for n, prefix in found if meet(prefix, asked)]


@given(owned)
def test_pairs_are_found_once_each(found: list[tuple[int, Prefix]]) -> None:
    index = PrefixIndex(BITS, ((prefix, number) for number, prefix in found))
    pairs = [tuple(sorted(pair)) for pair in index.pairs()]
    expected = [(a, b) for a, one in found for b, other in found if a < b and meet(one, other)]
    assert sorted(pairs) == expected


@given(owned, st.data())
def test_edits_equal_an_index_made_anew(
    found: list[tuple[int, Prefix]], data: st.DataObject
) -> None:
    index = PrefixIndex(BITS, ((prefix, number) for number, prefix in found))
    before = index.copy()
    left = list(found)
    for number, prefix in data.draw(st.permutations(found)) if found else []:
        if data.draw(st.booleans()):
            index.remove(prefix, number)
            left.remove((number, prefix))
            moved = data.draw(prefixes())
            index.add(moved, number)
            left.append((number, moved))
    asked = data.draw(prefixes())
    assert sorted(index.overlapping(asked)) == sorted(n for n, p in left if meet(p, asked))
    assert sorted(before.overlapping(asked)) == sorted(n for n, p in found if meet(p, asked))
