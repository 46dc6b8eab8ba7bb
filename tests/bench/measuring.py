"""Steps measured by turns in one run, and their ratios against a target."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Step = Callable[[], object]
# a preparation returns the step of the next round; only the step is timed
Prepared = Callable[[], Step]
Times = dict[str, list[float]]
WARM = 2


def by_turns(steps: Mapping[str, Prepared], rounds: int, *, repeated: bool = False) -> Times:
    """Return the seconds of each step in each round, warming rounds left out.

    `repeated` does each step once untimed right before, as somebody who works on a design does;
    otherwise every other step lies between two of a kind and has emptied the caches.
    Garbage is collected before a step and not during it, on both sides alike. Seconds are those of
    the processor in this process, so that what else runs on the machine counts less.
    """
    times: Times = {name: [] for name in steps}
    gc.collect()
    gc.freeze()  # looking through the designs between steps would empty the processor's caches
    for turn in range(rounds + WARM):
        for name, prepared in steps.items():
            if repeated:
                prepared()()
            step = prepared()
            gc.collect()
            gc.disable()
            start = time.process_time()
            made = step()
            seconds = time.process_time() - start
            del made  # what a step made is taken apart outside of the measured time
            gc.enable()
            if turn >= WARM:
                times[name].append(seconds)
    gc.unfreeze()
    return times


def always(step: Step) -> Prepared:
    """Return a preparation that gives the same step every round."""
    return lambda: step


def ratio(times: Times, slow: str, fast: str) -> float:
    """Return how many times longer one step takes than another: the median of the rounds."""
    return statistics.median(a / b for a, b in zip(times[slow], times[fast], strict=True))


def spread(times: Times, slow: str, fast: str) -> str:
    """Return the smallest and the largest ratio of the rounds."""
    found = [a / b for a, b in zip(times[slow], times[fast], strict=True)]
    return f"{min(found):.3g} to {max(found):.3g}"


@dataclass(frozen=True)
class Target:
    """What a ratio should reach: at least, or at most, `bound`."""

    goal: str
    value: float
    bound: float
    at_least: bool = True
    spread: str = ""

    def line(self) -> str:
        """Return the row of a table (Markdown)."""
        met = self.value >= self.bound if self.at_least else self.value <= self.bound
        sign = "at least" if self.at_least else "at most"
        word = "met" if met else "**missed**"
        return (
            f"| {self.goal} | {self.value:.3g} | {self.spread} | {sign} {self.bound:g} | {word} |"
        )


def print_targets(targets: list[Target]) -> None:
    """Print targets as a table."""
    print("\n| ratio | median | rounds | target | |")
    print("|---|---|---|---|---|")
    for target in targets:
        print(target.line())


def print_times(title: str, times: Times, notes: Mapping[str, str] | None = None) -> None:
    """Print the medians of steps as a table."""
    print(f"\n{title}\n\n| step | median ms | |\n|---|---|---|")
    for name, seconds in times.items():
        note = (notes or {}).get(name, "")
        print(f"| {name} | {statistics.median(seconds) * 1000:.3f} | {note} |")
