"""Allocation: no overlap, growth in place, or a proof that holds against every other way."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from aksdesigner.model.address import Cidr
from aksdesigner.planning.allocate import Clash, Demand, Shortage, allocate
from tests.support.planning import first_fit, fits_somehow

SPACE = Cidr.parse("10.0.0.0/26")


def _demands(lengths: Sequence[int], *, grows: bool = False) -> list[Demand]:
    return [Demand(f"d{i}", length, grows=grows) for i, length in enumerate(lengths)]


def test_a_range_starts_at_the_lower_half_of_what_it_holds() -> None:
    granted = allocate([SPACE], (), _demands([28, 29], grows=True))
    assert not isinstance(granted, (Shortage, Clash))
    assert [(str(g.prefix), str(g.held)) for g in granted] == [
        ("10.0.0.0/28", "10.0.0.0/27"),
        ("10.0.0.32/29", "10.0.0.32/28"),
    ]


def test_large_demands_that_come_last_still_fit() -> None:
    lengths = [29, 28, 29, 27]  # 8 + 16 + 8 + 32 fill the space to the last address
    granted = allocate([SPACE], (), _demands(lengths))
    assert not isinstance(granted, (Shortage, Clash))
    blocks = [g.prefix for g in granted]
    assert [block.length for block in blocks] == lengths
    assert sum(block.size for block in blocks) == SPACE.size
    assert not any(a.overlaps(b) for a, b in itertools.combinations(blocks, 2))


def test_small_demands_leave_large_holes_whole() -> None:
    taken = [Cidr.parse("10.0.0.32/28")]  # leaves a /27, and a /28 above it
    granted = allocate([SPACE], taken, _demands([28, 27]))
    assert not isinstance(granted, (Shortage, Clash))
    assert [str(g.prefix) for g in granted] == ["10.0.0.48/28", "10.0.0.0/27"]
    assert first_fit([SPACE], taken, [28, 27]) is None  # the lowest hole first gets stuck


def test_kept_ranges_stay_and_clashes_are_named() -> None:
    kept = Cidr.parse("10.0.0.16/28")
    granted = allocate([SPACE], (), [Demand("old", 28, kept=kept), Demand("new", 28, grows=False)])
    assert not isinstance(granted, (Shortage, Clash))
    assert [str(g.prefix) for g in granted] == ["10.0.0.16/28", "10.0.0.0/28"]
    clash = allocate([SPACE], [Cidr.parse("10.0.0.0/27")], [Demand("old", 28, kept=kept)])
    assert isinstance(clash, Clash)
    assert "old is kept at 10.0.0.16/28, which overlaps 10.0.0.0/27" in clash.text("x")


def test_growth_is_relaxed_before_places_are() -> None:
    shortage = allocate([SPACE], (), _demands([27, 28], grows=True))
    assert isinstance(shortage, Shortage)
    assert (shortage.relax, shortage.drops) == (("d0",), False)
    shortage = allocate([SPACE], (), _demands([27, 27, 28], grows=True))
    assert isinstance(shortage, Shortage)
    assert (shortage.relax, shortage.drops) == (("d0",), True)


def test_small_spaces_against_every_way_to_place() -> None:
    """Also: no smaller set of demands than the one told would do."""
    rng = random.Random(6)
    outcomes = {True: 0, False: 0}
    for _ in range(400):
        taken = [Cidr(SPACE.value + 8 * rng.randrange(8), 29) for _ in range(rng.randrange(4))]
        demands = [
            Demand(f"d{i}", rng.randint(27, 29), grows=rng.random() < 0.4)
            for i in range(rng.randint(1, 5))
        ]
        outcome = allocate([SPACE], taken, demands)
        assert not isinstance(outcome, Clash)
        held = [demand.held for demand in demands]
        is_possible = fits_somehow(SPACE, taken, held)
        outcomes[is_possible] += 1
        assert isinstance(outcome, Shortage) is not is_possible
        if isinstance(outcome, Shortage):
            _assert_smallest(outcome, taken, demands)
    assert min(outcomes.values()) > 50


def _assert_smallest(shortage: Shortage, taken: list[Cidr], demands: list[Demand]) -> None:
    """Try every smaller set, and the told one."""
    if shortage.drops:
        plain = {d.key: d.length for d in demands}
        assert not fits_somehow(SPACE, taken, list(plain.values()))
        choices = itertools.chain.from_iterable(
            itertools.combinations(plain, n) for n in range(len(shortage.relax))
        )
        for gone in choices:
            assert not fits_somehow(SPACE, taken, [n for k, n in plain.items() if k not in gone])
        rest = [n for key, n in plain.items() if key not in shortage.relax]
        assert fits_somehow(SPACE, taken, rest)
        return
    growing = [d.key for d in demands if d.grows]
    for size in range(len(shortage.relax)):
        for given_up in itertools.combinations(growing, size):
            lengths = [d.length if d.key in given_up else d.held for d in demands]
            assert not fits_somehow(SPACE, taken, lengths)
    lengths = [d.length if d.key in shortage.relax else d.held for d in demands]
    assert fits_somehow(SPACE, taken, lengths)
