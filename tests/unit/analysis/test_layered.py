"""Look-ups in layers answer as copies of a dictionary would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.analysis.reach.layered import THICK, Layered

KEYS = st.integers(0, 2 * THICK)
CHANGES = st.dictionaries(KEYS, st.one_of(st.none(), st.integers(0, 9)), max_size=THICK)


@given(st.dictionaries(KEYS, st.integers(0, 9)), st.lists(CHANGES, max_size=5))
def test_changes_add_replace_and_forget(base: dict[int, int], edits: list[dict[int, int | None]]):
    layered, plain = Layered(dict(base)), dict(base)
    for changes in edits:
        before, told = layered, dict(plain)
        layered = layered.changed(changes)
        for key, value in changes.items():
            if value is None:
                plain.pop(key, None)
            else:
                plain[key] = value
        assert layered.joined() == plain
        assert [layered.get(key) for key in range(2 * THICK)] == [
            plain.get(key) for key in range(2 * THICK)
        ]
        assert before.joined() == told, "what was there before does not change"


def test_what_is_filled_in_later_stays_with_whom_it_was_filled_in() -> None:
    first: Layered[str, int] = Layered({"a": 1})
    second = first.changed({"b": 2})
    first.fill("c", 3)
    assert first.get("c") == 3 and second.get("c") is None
    second.fill("a", 4)
    assert first.get("a") == 1 and second.get("a") == 4


def test_a_later_one_shares_the_base_until_many_changes_lie_over_it() -> None:
    base = {str(n): n for n in range(1000)}
    first = Layered(base)
    assert first.joined() is base
    thin = first.changed({"0": None})
    assert thin._base is base
    thick = first.changed(dict.fromkeys(map(str, range(THICK + 1))))
    assert thick._base is not base and not thick._top
