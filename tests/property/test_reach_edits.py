"""Any history of edits, undo and branches: the state carried along equals one read from scratch."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.analysis.reach.verdicts import PairVerdict
from aksdesigner.model.document import Document
from tests.property.test_reach import ends_of
from tests.support.random_designs.generator import designs
from tests.support.routed_designs import routed_design
from tests.support.routed_edits import edited, route

EDITS = 8


def answers(reach: Reach) -> dict[tuple[str, str], PairVerdict]:
    """Return the verdict of every pair."""
    ends = ends_of(reach)
    return {
        (source.token, target.token): reach.pair(source, target)
        for source in ends
        for target in (*ends, reach.internet)
        if source.token.startswith("subnet") or target.token.startswith("subnet")
    }


def follow(seed: int, edits: int = EDITS) -> int:
    """Edit a design, sometimes from an earlier state; return how many edits were followed."""
    rng = random.Random(seed)
    history = [Reach.of(routed_design(seed))]
    kept = [answers(history[0])]
    followed = 0
    for _ in range(edits):
        base = rng.randrange(len(history)) if rng.random() < 0.3 else len(history) - 1
        document = edited(rng, history[base].state.document)
        if rng.random() < 0.15:
            document = rng.choice(history).state.document  # undo, or a jump back
        later = history[base].after(document)
        found, fresh = answers(later), answers(Reach.of(document))
        assert found == fresh, (seed, {k: (found[k], v) for k, v in fresh.items() if found[k] != v})
        followed += later.state.contents is history[base].state.contents
        history.append(later)
        kept.append(found)
    for reach, before in zip(history, kept, strict=True):
        assert answers(Reach(reach.state)) == before, "a state changed after it was handed out"
    return followed


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_edits_equal_reading_from_scratch(seed: int) -> None:
    follow(seed)


def test_most_edits_are_followed() -> None:
    assert sum(follow(seed) for seed in range(12)) > 0.75 * 12 * EDITS


@pytest.mark.parametrize("seed", [3])
def test_histories_that_once_differed(seed: int) -> None:
    follow(seed, edits=20)


@given(designs(most=10), st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_edits_of_any_design_equal_reading_from_scratch(document: Document, seed: int) -> None:
    rng, reach = random.Random(seed), Reach.of(document)
    for _ in range(4):
        if not document.topology.vnets:
            return
        document = edited(rng, document)
        reach = reach.after(document)
        assert answers(reach) == answers(Reach.of(document))


def test_an_analysis_hands_its_reach_on() -> None:
    analysis = analyze(routed_design(7))
    assert analysis.reach is analysis.reach
    changed = route(random.Random(1), analysis.document)
    later = analysis.after(changed)
    assert later.reach.state.contents is analysis.reach.state.contents
    rows = [(row.source.name, row.target.name, row.routing) for row in later.matrix(mode="routing")]
    fresh = analyze(changed).matrix(mode="routing")
    assert rows == [(row.source.name, row.target.name, row.routing) for row in fresh]
