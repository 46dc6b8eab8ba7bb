"""Every seeded fault shows in a design that is kept for it; the engine without it has none."""

from __future__ import annotations

import random

import pytest

from aksdesigner.model.reading import read_document
from tests.mutations.faults import FAULTS, Fault
from tests.mutations.finding import compared, found_at, kept_design
from tests.mutations.swapping import swapped


def test_there_are_enough_of_them() -> None:
    assert len({fault.name for fault in FAULTS}) >= 20
    assert len({fault.place for fault in FAULTS}) >= 20


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_found(fault: Fault) -> None:
    document = read_document(kept_design(fault)).document
    assert compared(document).differences == []
    with fault.seeded():
        assert compared(document).differences, f"{fault.name} ({fault.rule}) is not found"
    assert compared(document).differences == []


def test_a_fault_is_found_in_random_designs() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "snat-always")
    assert found_at(fault, random.Random(1), 300) is not None


def test_what_is_not_there_cannot_be_swapped() -> None:
    with pytest.raises(AttributeError), swapped("gates.nobody", lambda right: right):
        pass
