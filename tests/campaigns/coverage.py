"""Random designs reach everything that the engine can meet and say, often enough."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns.campaign import Campaign, Tally, say
from tests.support.random_designs.coverage import missing, reached, report
from tests.support.random_designs.generator import random_design

BATCH = 100


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for _ in range(BATCH):
        counts.update(reached(rng, random_design(rng)))
    return counts


def judge(tally: Tally) -> list[str]:
    counts, designs = Counter(tally.counts), tally.done * BATCH
    say(report(counts, designs))
    return missing(counts, designs)


CAMPAIGN = Campaign(
    "coverage",
    "random designs reach every kind, field, mode, verdict, reason, route and finding",
    100,
    trial,
    each=BATCH,
    unit="designs",
    judge=judge,
)
