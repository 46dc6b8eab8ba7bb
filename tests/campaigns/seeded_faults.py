"""Faults seeded into the engine: the differential check finds each within 2,000 designs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns.campaign import Campaign, Tally, say
from tests.mutations.faults import FAULTS
from tests.mutations.finding import found_at

LIMIT = 2_000


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    fault = FAULTS[number % len(FAULTS)]
    found = found_at(fault, rng, 2 * LIMIT)  # one that chance missed is told by `judge`
    assert found is not None, f"{fault.name} ({fault.rule}) is not found in {2 * LIMIT} designs"
    return {fault.name: found}


def judge(tally: Tally) -> list[str]:
    by_count = sorted(tally.counts.items(), key=lambda item: item[1])
    say("designs until found: " + ", ".join(f"{name} {count}" for name, count in by_count))
    if tally.done < len(FAULTS):
        return []  # in a short run a rare fault may be late by chance
    return [f"{name} is found after {count:,} designs" for name, count in by_count if count > LIMIT]


CAMPAIGN = Campaign(
    "seeded-faults",
    "a fault seeded into the engine is found within 2,000 designs",
    len(FAULTS),
    trial,
    unit="faults",
    judge=judge,
)
