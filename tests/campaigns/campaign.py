"""A campaign: many trials of one promise, from one seed, resumable, counted."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.support.shared import CHECKOUT

STATE = CHECKOUT / "build" / "campaigns"
LOG = CHECKOUT / "docs" / "campaigns.md"

Trial = Callable[[random.Random, int, Path], Mapping[str, int] | None]


@dataclass(frozen=True)
class Campaign:
    """What is promised, the full figure, how many single tries a trial holds.

    `trial` gets its own random source, its number and an empty folder; it raises (AssertionError
    or what the code raised) when the promise is broken. What it counts is added up, and `judge`
    looks at the sums after the last trial: it prints them and returns what is wrong with them.
    Trials that count the `unit` themselves need not hold `each`. `missing` tells what a machine
    lacks that the campaign needs, None where it can run.
    """

    name: str
    promise: str
    full: int
    trial: Trial
    each: int = 1
    unit: str = "trials"
    judge: Callable[[Tally], list[str]] | None = None
    missing: Callable[[], str | None] = lambda: None

    def tries(self, tally: Tally) -> int:
        """Return how many single tries were made."""
        return tally.counts.get(self.unit, tally.done * self.each)


@dataclass
class Tally:
    """How far a campaign has come, and what its trials counted."""

    done: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, counts: Mapping[str, int]) -> None:
        """Add what a trial counted."""
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count


def run_campaign(campaign: Campaign, seed: int, budget_s: float, limit: int) -> Tally:
    """Run trials until `limit` are done or the budget is spent; continues where it stopped.

    A failed trial is kept with its number: the seed and the number repeat it alone.
    """
    tally = _load(campaign, seed)
    start = time.monotonic()
    before = tally.seconds
    while tally.done < limit and time.monotonic() - start < budget_s:
        outcome = one_trial(campaign, seed, tally.done)
        if isinstance(outcome, str):
            tally.failures.append(outcome)
            say(outcome)
        else:
            tally.add(outcome)
        tally.done += 1
        tally.seconds = before + time.monotonic() - start
        _store(campaign, seed, tally)
    return tally


def one_trial(campaign: Campaign, seed: int, number: int) -> str | Mapping[str, int]:
    """Run one trial; returns what broke as a text, or what was counted."""
    folder = Path(tempfile.mkdtemp(prefix="campaign-"))
    try:
        rng = random.Random(f"{campaign.name} {seed} {number}")
        return campaign.trial(rng, number, folder) or {}
    except Exception as broken:
        return f"seed {seed}, trial {number}: {type(broken).__name__}: {broken}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _state_file(campaign: Campaign, seed: int) -> Path:
    return STATE / f"{campaign.name}-{seed}-{commit()}.json"


def _load(campaign: Campaign, seed: int) -> Tally:
    file = _state_file(campaign, seed)
    return Tally(**json.loads(file.read_text())) if file.exists() else Tally()


def _store(campaign: Campaign, seed: int, tally: Tally) -> None:
    STATE.mkdir(parents=True, exist_ok=True)
    file = _state_file(campaign, seed)
    temporary = file.with_suffix(".new")
    temporary.write_text(json.dumps(vars(tally)))
    temporary.replace(file)


@cache
def commit() -> str:
    """Return the short name of the commit that was there when the campaign began."""
    run = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=CHECKOUT, capture_output=True, text=True
    )
    return run.stdout.strip() or "unknown"


def record(campaign: Campaign, seed: int, tally: Tally) -> None:
    """Append the outcome to docs/campaigns.md."""
    row = (
        f"| {campaign.name} | {seed} | {campaign.tries(tally):,} {campaign.unit} "
        f"| {len(tally.failures)} | {tally.seconds / 60:.1f} | {commit()} |\n"
    )
    with LOG.open("a", encoding="utf-8") as file:
        file.write(row)


def say(text: str) -> None:
    """Tell whoever watches."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
