"""Random networks through the engine and through the second implementation: no difference."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.reading import read_document
from tests.campaigns.campaign import Campaign, Tally, say
from tests.oracle.comparison import compare
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.histories import by_edits

BATCH = 50
SCOPE = 0.8
EDITED = 0.3  # so many networks come out of an edit of another one, through the incremental engine


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for _ in range(BATCH):
        data = random_data(rng, rng.choice((4, 8, 12, 60)), known=True)
        edited = rng.random() < EDITED
        analysis = by_edits(rng, data) if edited else analyze(read_document(data).document)
        found = compare(rng, analysis)
        counts["reached by edits"] += edited
        assert not found.differences, found.differences[:3]
        counts.update({f"asked {kind}": count for kind, count in found.asked.items()})
        counts.update({f"out of scope {kind}": count for kind, count in found.out.items()})
    return counts


def judge(tally: Tally) -> list[str]:
    kinds = sorted(name.removeprefix("asked ") for name in tally.counts if name.startswith("asked"))
    asked = sum(tally.counts[f"asked {kind}"] for kind in kinds)
    out = sum(tally.counts.get(f"out of scope {kind}", 0) for kind in kinds)
    for kind in kinds:
        share = 1 - tally.counts.get(f"out of scope {kind}", 0) / tally.counts[f"asked {kind}"]
        say(f"{kind}: {tally.counts[f'asked {kind}']:,} questions, {share:.1%} in scope")
    share = 1 - out / max(1, asked)
    say(f"all: {asked:,} questions, {share:.1%} in scope")
    return [f"in scope: {share:.1%}, {SCOPE:.0%} wanted"] if share < SCOPE else []


CAMPAIGN = Campaign(
    "differential",
    "the engine and a plain second implementation of the rulebook give the same answers",
    200,
    trial,
    each=BATCH,
    unit="networks",
    judge=judge,
)
