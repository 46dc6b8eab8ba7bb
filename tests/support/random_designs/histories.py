"""Histories of edits: a design, and what small changes, undo and redo make of it."""

from __future__ import annotations

import random

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.model.document import Document
from aksdesigner.model.ids import key_of
from aksdesigner.model.reading import DocumentError, read_document
from tests.support.random_designs.sketch import Plain
from tests.support.random_designs.spoiling import spoilt

TRIES = 8


def history(rng: random.Random, data: Plain, steps: int) -> list[Document]:
    """Return a design and what `steps` edits make of it; some steps go back to an earlier state."""
    states = [(data, read_document(data).document)]
    path = [states[0]]
    while len(path) <= steps:
        if len(states) > 1 and rng.random() < 0.25:
            path.append(rng.choice(states))
            continue
        changed = _edited(rng, path[-1][0])
        if changed is None:
            path.append(rng.choice(states))
            continue
        states.append(changed)
        path.append(changed)
    return [document for _, document in path]


def _edited(rng: random.Random, data: Plain) -> tuple[Plain, Document] | None:
    for _ in range(TRIES):
        candidate = spoilt(rng, data)
        try:
            return candidate, read_document(candidate).document
        except DocumentError:
            continue
    return None


def by_edits(rng: random.Random, data: Plain) -> Analysis:
    """Return the analysis of a design, reached by edits from a spoilt version of it."""
    document = read_document(data).document
    before = _edited(rng, data)
    if before is None:
        return analyze(document)
    earlier = analyze(before[1])
    for vnet in before[1].topology.vnets:
        for subnet in vnet.subnets:
            earlier.routes(key_of("subnet", f"{vnet.name}/{subnet.name}"))
    assert earlier.findings is not None
    return earlier.after(document)
