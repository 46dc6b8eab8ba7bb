"""`python -m tests.bench overlap`: the full sweep and the index of an edit, against netaddr.

The baselines are the functions of the reference's overlap.py: its data (`gen`), netaddr objects
sorted and compared with their neighbours (`na_sort`, finds adjacent pairs only), and a netaddr scan
of all for one changed prefix (`lin_na`). The product's sides are `clashing`, which the overlap
matrix uses, and `PrefixIndex`, which an edit uses. Making the objects is outside of both.
"""

from __future__ import annotations

import ipaddress
import random
from typing import Any

import netaddr

from aksdesigner.analysis.facts.overlap import clashing
from aksdesigner.analysis.facts.prefix_index import PrefixIndex
from aksdesigner.analysis.facts.ranges import OwnedRange
from aksdesigner.model.address import Cidr
from tests.bench.baseline_text import functions
from tests.bench.measuring import (
    Target,
    always,
    by_turns,
    print_targets,
    print_times,
    ratio,
    spread,
)

EDITS = 200  # of the product, per step; one of the baseline


def main(*, quick: bool = False) -> None:
    """Print the measured table and the targets."""
    count, rounds = (200, 2) if quick else (10_000, 9)
    made = functions("overlap", ("gen", "sweep"), {"random": random, "ipaddress": ipaddress})
    data: list[tuple[int, int]] = made["gen"](count)
    objects = [netaddr.IPNetwork(f"{ipaddress.ip_address(a)}/{p}") for a, p in data]
    names: dict[str, Any] = {"na": objects, "r": random.Random(5), "n": count}
    scans = functions("overlap", ("na_sort", "lin_na"), names)
    ranges = [OwnedRange(str(n), Cidr(a, p), None) for n, (a, p) in enumerate(data)]
    index: PrefixIndex[int] = PrefixIndex(32, ((prefix, n) for n, prefix in enumerate(data)))
    rng = random.Random(5)

    def edit() -> None:
        for _ in range(EDITS):
            number = rng.randrange(count)
            index.remove(data[number], number)
            index.add(data[number], number)
            index.overlapping(data[number])

    times = by_turns(
        {
            "sorted netaddr objects, neighbours": always(scans["na_sort"]),
            "full sweep": always(lambda: clashing(ranges)),
            "netaddr scan for one prefix": always(scans["lin_na"]),
            f"{EDITS} edits of the index": always(edit),
        },
        rounds,
    )
    found = made["sweep"]([(a, -(a + (1 << 32 - p)) + 1, n) for n, (a, p) in enumerate(data)])
    pairs = {(min(a, b), max(a, b)) for a, b in found}
    ours = {(int(a.text), int(b.text)) for a, b in clashing(ranges)}
    print_times(f"### {count:,} prefixes, {len(ours)} overlapping pairs", times)
    print(f"\nthe reference's own sweep finds the same pairs: {pairs == ours}")
    scan, edits = "netaddr scan for one prefix", f"{EDITS} edits of the index"
    sort = "sorted netaddr objects, neighbours"
    print_targets(
        [
            Target("overlap edit vs netaddr scan", ratio(times, scan, edits) * EDITS, 500),
            Target(
                "overlap full vs sorted netaddr objects",
                ratio(times, sort, "full sweep"),
                6,
                True,
                spread(times, sort, "full sweep"),
            ),
        ]
    )
