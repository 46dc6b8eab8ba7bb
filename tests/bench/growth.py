"""`python -m tests.bench growth`: hubs of growing size, each step as a ratio to the smallest.

Machines are shared and noisy, so nothing here asserts a time; the ratios show how work grows.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.rename import Rename
from aksdesigner.iac.dialects import export
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from aksdesigner.present.scene import scene_of
from tests.support.builders import hub_and_spoke

SPOKES = (2, 10, 50)
REPEATS = 5

STEPS: dict[str, Callable[[Document], object]] = {
    "load": lambda document: read_document(plain_of(document)),
    "findings from scratch": lambda document: analyze(document.model_copy()).findings,
    "rename a network": lambda document: Rename("vnet:hub", "centre").apply(document),
    "lay out the scene": lambda document: scene_of(document, None),
    "export Bicep": lambda document: export(document, "bicep"),
    "export Terraform": lambda document: export(document, "terraform"),
}


def milliseconds(step: Callable[[Document], object], document: Document) -> float:
    """Return the median time of a step."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        step(document)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main(sizes: tuple[int, ...] = SPOKES) -> None:
    """Print one line a step: milliseconds at each size, and the ratio to the smallest."""
    designs = {count: hub_and_spoke(spokes=count) for count in sizes}
    print(f"{'step':24}" + "".join(f"{count:>8} spokes        " for count in sizes))
    for name, step in STEPS.items():
        found = [milliseconds(step, document) for document in designs.values()]
        cells = [f"{ms:11.2f} ms x{ms / max(found[0], 1e-6):<8.1f}" for ms in found]
        print(f"{name:24}" + "".join(cells))
