"""The engine of classes against the walk: same verdict, same forwarders, for every pair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.reach.pairs import BeyondClassesError, End
from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.model.document import Document
from tests.support.random_designs.generator import design_of_seed, designs
from tests.support.routed_designs import routed_design


def ends_of(reach: Reach) -> list[End]:
    """Return every subnet's first address and every site's."""
    topology = reach.state.document.topology
    keys = [f"subnet:{vnet.name}/{s.name}" for vnet in topology.vnets for s in vnet.subnets]
    found: list[End | None] = [reach.subnet(key) for key in dict.fromkeys(keys)]
    found += [reach.site(site.name) for site in topology.on_prem]
    return [end for end in found if end is not None]


def compare(document: Document) -> tuple[int, int]:
    """Compare every pair; return how many there were, and how many the classes judged."""
    reach = Reach.of(document)
    ends = ends_of(reach)
    pairs = judged = 0
    for source in ends:
        for target in (*ends, reach.internet):
            if not source.token.startswith("subnet") and not target.token.startswith("subnet"):
                continue
            pairs += 1
            try:
                found = reach.judge.verdict(source, target)
            except BeyondClassesError:
                continue
            judged += 1
            assert found == reach.walked(source.token, target.token), (source.token, target.token)
    return pairs, judged


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_routed_designs_agree_with_the_walk(seed: int) -> None:
    compare(routed_design(seed))


@given(designs())
@settings(max_examples=40, deadline=None)
def test_any_design_agrees_with_the_walk(document: Document) -> None:
    compare(document)


def test_the_classes_judge_most_pairs_themselves() -> None:
    found = [compare(routed_design(seed)) for seed in range(40)]
    pairs, judged = (sum(numbers) for numbers in zip(*found, strict=True))
    assert judged > 0.75 * pairs


@pytest.mark.parametrize("seed", [53, 159])
def test_families_that_do_not_meet_once_differed(seed: int) -> None:
    compare(design_of_seed(seed, 14))


@pytest.mark.parametrize("seed", [346, 608, 1241, 1913, 2870])
def test_designs_that_once_differed(seed: int) -> None:
    compare(routed_design(seed))
