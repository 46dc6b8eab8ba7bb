"""Atoms: whatever the order of the cuts, a prefix is exactly the atoms of its addresses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.analysis.reach.atoms import DEFAULT, Atoms, Prefix, ends_of
from aksdesigner.model.address import BITS

BIT = BITS[4]


@st.composite
def prefixes(draw: st.DrawFn) -> Prefix:
    """Prefixes close together, so that many share boundaries or nest."""
    length = draw(st.sampled_from([0, 8, 16, 24, 25, 26, 28, 30, 31, 32]))
    value = 10 << 24 | draw(st.integers(0, 1023))
    return (value >> BIT - length << BIT - length if length else 0, length)


def of_prefix(atoms: Atoms, prefix: Prefix) -> int:
    """Return the atoms of a prefix, found by asking where each atom starts."""
    first, length = prefix
    end = first + (1 << BIT - length)
    return sum(1 << atoms.of(start) for start in atoms.starts if first <= start < end)


@given(st.lists(prefixes(), max_size=6), st.lists(prefixes(), max_size=8))
def test_cutting_later_gives_the_same_as_knowing_before(
    known: list[Prefix], later: list[Prefix]
) -> None:
    atoms = Atoms(4, ends_of(4, known))
    for prefix in later:
        atoms.cut([prefix])
    at_once = Atoms(4, ends_of(4, [*known, *later]))
    assert atoms.starts == at_once.starts
    for prefix in {DEFAULT, *known, *later}:
        assert atoms.prefixes[prefix] == of_prefix(atoms, prefix)
        assert at_once.prefixes[prefix] == of_prefix(at_once, prefix)


@given(st.lists(prefixes(), max_size=6), st.lists(prefixes(), min_size=1, max_size=6))
def test_a_set_made_before_a_cut_holds_the_same_addresses_after(
    known: list[Prefix], later: list[Prefix]
) -> None:
    atoms = Atoms(4, ends_of(4, known))
    before, count = dict(atoms.prefixes), atoms.count
    atoms.cut(later)
    for prefix, mask in before.items():
        assert atoms.lifted(mask, count, atoms.count) == atoms.prefixes[prefix]
    for start in atoms.starts:
        number = atoms.of(start)
        while number >= count:
            number = atoms.parents[number]
        assert {p for p, mask in before.items() if mask >> number & 1} == {
            p for p in before if p[0] <= start < p[0] + (1 << BIT - p[1])
        }
