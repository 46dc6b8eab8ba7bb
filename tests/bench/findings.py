"""`python -m tests.bench findings`: findings from scratch against findings after one edit.

Times are those of the processor, all of one run, with ratios to the analysis from scratch of the same
estate. Each edit is done and taken back by turns; the figure is the median of both ways.
"""

from __future__ import annotations

import copy
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from tests.bench.hub_estate import hub_estate

SPOKES = (10, 100, 1000)

EDITS: dict[str, tuple[str, str, object]] = {
    "leaf: a table off a subnet": ("subnet:spoke1/s2", "routeTable", None),
    "machine: another address": ("vm:vm1", "ip", "10.0.16.77"),
    "text: a tag of a network": ("vnet:spoke1", "tags.env", "test"),
    "prefix of a spoke": ("vnet:spoke1", "prefixes", ["10.0.16.0/20", "10.240.0.0/24"]),
    "peering flag": ("peering:spoke1>hub0", "allowForwardedTraffic", False),
    "route of the firewall": ("rt:rt-fw0", "routes[0].nextHopType", "None"),
    "route of the gateway": ("rt:rt-gw0", "routes[0].nextHopIp", "10.250.0.9"),
}


def timed(step: Callable[[], object]) -> float:
    """Return the milliseconds of a step."""
    start = time.process_time()
    step()
    return (time.process_time() - start) * 1000


def _from_scratch(document: Document) -> int:
    return len(analyze(document.model_copy()).findings)


def edit_times(analysis: Analysis, after: Document, rounds: int) -> Iterator[float]:
    """Yield the milliseconds of findings after an edit and after taking it back, by turns."""
    before = analysis.document
    for number in range(2 * rounds):
        document = before if number % 2 else after
        start = time.process_time()
        analysis = analysis.after(document)
        len(analysis.findings)
        yield (time.process_time() - start) * 1000


def main(sizes: tuple[int, ...] = SPOKES) -> None:
    """Print one block a size."""
    for spokes in sizes:
        document = hub_estate(spokes)
        repeats = 5 if spokes <= 100 else 1
        scratch = statistics.median(timed(partial(_from_scratch, document)) for _ in range(repeats))
        analysis = analyze(document)
        count = len(analysis.findings)
        kept = analysis.facts.store().size
        print(f"{spokes} spokes: {count} findings, {kept} kept answers")
        print(f"  {'from scratch':32}{scratch:10.1f} ms        1")
        for name, (key, path, value) in EDITS.items():
            command = SetField(key, path, value)
            apply = statistics.median(timed(partial(command.apply, document)) for _ in range(5))
            after = command.apply(document)
            median = statistics.median(edit_times(analysis, after, 3))
            ratio = scratch / median
            print(f"  {name:32}{median:10.1f} ms {ratio:8.0f}  (command {apply:.1f} ms)")
        _objects(document)


def _objects(document: Document) -> None:
    """Print what a snapshot for undo costs against a deep copy, and what reading costs."""
    snapshot = statistics.median(timed(document.model_copy) for _ in range(9))
    deep = statistics.median(timed(partial(copy.deepcopy, document)) for _ in range(3))
    plain = plain_of(document)
    load = timed(lambda: read_document(plain))
    objects = len(document.topology.index.entries)
    print(f"  {objects} objects: snapshot {snapshot * 1000:.1f} us, deep copy {deep:.1f} ms:")
    print(f"    {deep / snapshot:.0f} times; reading {load:.0f} ms")


if __name__ == "__main__":
    main()
