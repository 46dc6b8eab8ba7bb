"""A patch says exactly what an edit did, and no more than it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document
from aksdesigner.store.patch import patch_between, patched
from aksdesigner.store.plain_json import plain_document
from aksdesigner.workspace.session import Session
from tests.support.edits import design_of_size, random_step


@given(st.integers(0, 2**32), st.integers(0, 6))
def test_patches_rebuild_every_state_of_a_random_session(seed, size):
    rng = random.Random(seed)
    session = Session(design_of_size(size))
    plain = plain_document(session.document)
    for number in range(1, 30):
        before = session.document
        random_step(rng, session, number)
        plain = patched(plain, patch_between(before, session.document))
        assert read_document(plain).document == session.document


def test_an_edit_of_one_network_of_many_carries_that_network_alone():
    before = design_of_size(50)
    vnets = list(before.topology.vnets)
    vnets[20] = vnets[20].with_changes(hub=True)
    topology = before.topology.model_copy(update={"vnets": tuple(vnets)})
    patch = patch_between(before, before.replace(topology=topology))
    assert [op["path"] for op in patch] == ["/topology/vnets/20"]


def test_from_and_to_nothing():
    empty, full = new_document("start"), design_of_size(2)
    for old, new in ((empty, full), (full, empty)):
        plain = patched(plain_document(old), patch_between(old, new))
        assert read_document(plain).document == new
    assert patch_between(full, full) == []


@pytest.mark.parametrize("path", ["/no/such", "/topology/vnets/99"])
def test_a_patch_that_does_not_fit_is_an_error(path):
    with pytest.raises(ValueError, match="does not fit"):
        patched(plain_document(design_of_size(1)), [{"op": "remove", "path": path}])
