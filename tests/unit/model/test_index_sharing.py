"""An index made from an earlier one equals one made from nothing, whatever differs."""

from __future__ import annotations

from random import Random

import pytest

from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_topology
from aksdesigner.model.topology import Index, Topology
from tests.property.test_edit_machine import EditMachine, edits_of
from tests.support.edit_designs import hub_spoke


def assert_like_new(topology: Topology) -> None:
    fresh = Index.of(topology)
    assert topology.index.entries == fresh.entries
    assert list(topology.index.by_key) == list(fresh.by_key)
    assert list(topology.index.by_uid) == list(fresh.by_uid)
    for found, expected in (
        (topology.index.by_key, fresh.by_key),
        (topology.index.by_uid, fresh.by_uid),
    ):
        assert all(found[key].resource is expected[key].resource for key in expected)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit(seed: int) -> None:
    random, machine = Random(seed), EditMachine()
    machine.start(number=1)
    edits = edits_of(machine, random)
    for _ in range(120):
        random.choice(edits)()
        assert_like_new(machine.document.topology)


def test_copies_of_copies() -> None:
    """The index of the original is lent on where the copy between never had one of its own."""
    topology = hub_spoke().topology
    _ = topology.index
    first = topology.model_copy(update={"vms": topology.vms[1:]})
    second = first.model_copy(update={"vnets": topology.vnets[::-1]})
    assert_like_new(second)
    assert_like_new(first)
    assert_like_new(topology)


def test_two_of_one_name() -> None:
    """The first wins, also when one of the two comes or goes."""
    topology = hub_spoke().topology
    _ = topology.index
    twice = topology.model_copy(update={"vms": (*topology.vms, *topology.vms)})
    assert_like_new(twice)
    assert_like_new(twice.model_copy(update={"vms": twice.vms[1:]}))
    assert_like_new(twice.model_copy(update={"vms": topology.vms[:1]}))


def test_what_did_not_change_is_shared() -> None:
    topology = hub_spoke().topology
    before = topology.index
    after = topology.model_copy(update={"vms": topology.vms[1:]}).index
    assert after.by_key["subnet:hub/shared"] is before.by_key["subnet:hub/shared"]


def test_a_copy_brings_nothing_that_a_file_would_hold() -> None:
    before = hub_spoke().topology
    assert before.index.entries
    after = before.model_copy(update={"public_ips": ()})
    assert not after.model_extra
    assert plain_of(after) == plain_of(before)
    assert after == read_topology(plain_of(after))
