"""`python -m tests.bench canvas`: the product's canvas against the naive Qt scene, by turns.

Each side is a process of its own, one after the other in each round; the naive scene is the
baseline's canvas.py as it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.bench.estates import FOLDER
from tests.bench.measuring import Target, Times, print_targets, print_times, ratio, spread

BOXES, SMALL, ROUNDS = 10_000, 1_000, 5
LIMIT_S = 300
# the naive scene's words for what is measured
NAIVE = {
    "build": "build_ms",
    "pan": "pan_1x",
    "zoom": "zoom_1x",
    "edit": "drag_1x",
    "fit repaint": "fit_repaint",
    "rss": "rss_MB",
}


def side(command: list[str]) -> dict[str, float]:
    """Return what one process measured. Raises RuntimeError with its words when it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, timeout=LIMIT_S
    )
    lines = [line for line in run.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(run.stderr[-400:])
    found: dict[str, float] = json.loads(lines[-1])
    return found


def main(*, quick: bool = False) -> None:
    """Print the measured table and the targets."""
    boxes, small, rounds = (300, 100, 1) if quick else (BOXES, SMALL, ROUNDS)
    times: Times = {}
    for _ in range(rounds):
        naive = side([str(FOLDER / "canvas.py"), "naive", str(boxes)])
        ours = side(["-m", "tests.bench.canvas_side", str(boxes)])
        little = side(["-m", "tests.bench.canvas_side", str(small)])
        for name, word in NAIVE.items():
            times.setdefault(f"naive: {name}", []).append(naive[word] / 1000)
            times.setdefault(f"ours: {name}", []).append(ours[name] / 1000)
            times.setdefault(f"ours, a tenth: {name}", []).append(little[name] / 1000)
    print_times(f"### Canvas, {boxes:,} boxes (rss in MB)", times)

    def target(name: str, bound: float, *, faster: bool) -> Target:
        one, other = f"naive: {name}", f"ours: {name}"
        slow, fast = (one, other) if faster else (other, one)
        words = f"naive / ours, {name}" if faster else f"ours / naive, {name}"
        return Target(words, ratio(times, slow, fast), bound, faster, spread(times, slow, fast))

    growth = ("ours: edit", "ours, a tenth: edit")
    print_targets(
        [
            target("build", 15, faster=True),
            target("fit repaint", 7, faster=True),
            target("zoom", 1.3, faster=False),
            target("pan", 1.3, faster=False),
            Target(
                "an edit and its frame, tenfold design",
                ratio(times, *growth),
                2,
                at_least=False,
                spread=spread(times, *growth),
            ),
        ]
    )


if __name__ == "__main__":
    main()
