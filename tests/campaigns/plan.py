"""The planner on random sheets: every plan holds, every refusal is proved; waste against baselines."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from aksdesigner.model.address import Cidr, free_blocks
from aksdesigner.planning.allocate import Clash, Demand, Shortage, allocate
from aksdesigner.planning.planner import AddressPlan, plan_addresses
from aksdesigner.planning.sheet import read_sheet
from tests.campaigns.campaign import Campaign, Tally, say
from tests.support.plan_promises import assert_design_holds, assert_plan_holds, assert_proved
from tests.support.planning import best_fit, first_fit, fits_somehow
from tests.support.random_sheets import random_sheet

BATCH = 20
DESIGNS = 6  # so many plans of a batch are drawn and judged by the engine
SMALL = Cidr.parse("10.0.0.0/26")


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    counts = {"planned": 0, "refused": 0, "drawn": 0, "searched": 0}
    for _ in range(BATCH):
        sheet = read_sheet(random_sheet(rng))
        plan = plan_addresses(sheet)
        if not isinstance(plan, AddressPlan):
            assert_proved(sheet, plan)
            counts["refused"] += 1
            continue
        assert_plan_holds(plan)
        counts["planned"] += 1
        if counts["drawn"] < DESIGNS:
            assert_design_holds(plan)
            counts["drawn"] += 1
    for _ in range(BATCH):
        _against_every_way(rng)
        counts["searched"] += 1
    return {**counts, **_baselines(rng)}


def _against_every_way(rng: random.Random) -> None:
    taken = [Cidr(SMALL.value + 8 * rng.randrange(8), 29) for _ in range(rng.randrange(4))]
    demands = [
        Demand(f"d{i}", rng.randint(27, 29), grows=rng.random() < 0.4)
        for i in range(rng.randint(1, 6))
    ]
    outcome = allocate([SMALL], taken, demands)
    is_possible = fits_somehow(SMALL, taken, [demand.held for demand in demands])
    assert isinstance(outcome, Shortage) is not is_possible, (taken, demands)


def _baselines(rng: random.Random) -> dict[str, int]:
    """Place the same blocks in a space with holes, ours and in the order of the sheet."""
    space = Cidr.parse("10.0.0.0/16")
    taken = [Cidr(space.value + (rng.randrange(1 << 16) >> 8 << 8), 24) for _ in range(12)]
    lengths = [rng.choice((20, 21, 22, 23, 24, 25, 26, 27)) for _ in range(rng.randint(8, 40))]
    ours = allocate(
        [space], taken, [Demand(f"d{i}", n, grows=False) for i, n in enumerate(lengths)]
    )
    counts = {"spaces": 1}
    placed = {
        "ours": None if isinstance(ours, (Shortage, Clash)) else [g.prefix for g in ours],
        "firstFit": first_fit([space], taken, lengths),
        "bestFit": best_fit([space], taken, lengths),
    }
    for name, blocks in placed.items():
        counts[f"{name}Fits"] = int(blocks is not None)
    if all(blocks is not None for blocks in placed.values()):
        counts["bothFit"] = 1
        for name, blocks in placed.items():
            free = free_blocks(space, [*taken, *(blocks or ())])
            counts[f"{name}Largest"] = max((hole.size for hole in free), default=0)
            counts[f"{name}Pieces"] = len(free)
    assert placed["ours"] is not None or (placed["firstFit"] is None and placed["bestFit"] is None)
    return counts


def judge(tally: Tally) -> list[str]:
    """Tell what was seen; complain where nothing was refused or planned, or a baseline wins."""
    counts = tally.counts
    say(
        f"plan: {counts.get('planned', 0):,} planned, {counts.get('refused', 0):,} refused with "
        f"proof, {counts.get('drawn', 0):,} drawn without an error, "
        f"{counts.get('searched', 0):,} compared with exhaustive search"
    )
    both = max(1, counts.get("bothFit", 0))
    for name in ("ours", "firstFit", "bestFit"):
        say(
            f"plan: {name} fits {counts.get(f'{name}Fits', 0):,} of {counts.get('spaces', 0):,} "
            f"spaces; where all fit, the largest hole left has "
            f"{counts.get(f'{name}Largest', 0) / both:,.0f} addresses on average, "
            f"of {counts.get(f'{name}Pieces', 0) / both:.1f} holes"
        )
    if not counts.get("planned") or not counts.get("refused"):
        return ["plan: sheets were all planned or all refused, which tells nothing"]
    ours = counts.get("oursLargest", 0)
    worse = [n for n in ("firstFit", "bestFit") if counts.get(f"{n}Largest", 0) > ours]
    return [f"plan: {name} leaves larger holes" for name in worse]


CAMPAIGN = Campaign(
    "plan",
    "random sheets: no overlap, needs met, growth in place, no error in the design, or a proof",
    500,
    trial,
    each=BATCH,
    unit="sheets",
    judge=judge,
)
