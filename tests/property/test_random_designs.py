"""The generator of random designs: the same seed the same design, every one loads, all is reached."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from aksdesigner.model.part import plain_of
from tests.support.random_designs.coverage import (
    FIREWALL_SHARE,
    INSPECTED,
    expected,
    missing,
    reached,
    sizes,
)
from tests.support.random_designs.fields import sections, slots_of
from tests.support.random_designs.fixtures import fixtures
from tests.support.random_designs.generator import design_of_seed, random_data, random_design

DESIGNS = 250
OFTEN = ("kind ", "cniMode ", "outboundType ", "verdict ", "route ")


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    found: Counter[str] = Counter()
    for number in range(DESIGNS):
        rng = random.Random(f"coverage {number}")
        found.update(reached(rng, random_design(rng)))
    return found


def test_the_same_seed_gives_the_same_design() -> None:
    for seed in range(30):
        assert plain_of(design_of_seed(seed)) == plain_of(design_of_seed(seed))
    assert len({str(plain_of(design_of_seed(seed))) for seed in range(30)}) == 30


def test_a_size_is_kept() -> None:
    for seed in range(60):
        most = 1 + seed % 12
        data = random_data(random.Random(seed), most)
        if most < 10:  # larger ones may hold fixtures, whose size is their own
            assert sum(len(v.get("subnets", [])) for v in data["topology"]["vnets"]) <= most


def test_half_of_the_designs_hold_a_delivered_path_through_a_firewall(counts: Counter[str]) -> None:
    assert counts[INSPECTED] / DESIGNS >= FIREWALL_SHARE


def test_what_every_design_has_some_of_is_reached(counts: Counter[str]) -> None:
    assert [name for name in expected() if name.startswith(OFTEN) and not counts[name]] == []
    low, high = sizes(counts)
    assert low == 1 and high >= 40


def test_what_is_reached_too_seldom_is_named(counts: Counter[str]) -> None:
    spoilt = Counter({name: 10_000 for name in expected()})
    spoilt.update({"1 subnets": 1, "60 subnets": 1})
    assert missing(spoilt, 10_000) == []
    spoilt["kind fw"] = 49
    spoilt[INSPECTED] = 4_999
    assert missing(spoilt, 10_000) == [
        "kind fw: 49 of 50",
        f"{INSPECTED}: in 50% of designs, 50% wanted",
    ]
    assert len(missing(Counter(), 10_000)) > len(expected())


def test_every_section_and_field_is_expected() -> None:
    wanted = set(expected())
    for kind in sections().values():
        for slot in slots_of(kind):
            assert slot.required or any(
                name.startswith(f"field {kind.__name__}.") for name in wanted
            )
    assert len(fixtures()) > 150
