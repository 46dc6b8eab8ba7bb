"""What differs between two topologies, known from how they were made, is what comparing finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.topology import Topology

FIRST = Topology(route_tables=tuple(RouteTable(name=f"rt{n}") for n in range(4)))


def _compared(before: Topology, after: Topology) -> set[tuple[int, int]]:
    pairs = zip(before.route_tables, after.route_tables, strict=True)
    return {(id(a), id(b)) for a, b in pairs if a is not b}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8))
def test_any_two_of_a_history_differ_as_comparing_says(edits: list[tuple[int, int]]) -> None:
    made = [FIRST]
    for base, at in edits:
        topology = made[base % len(made)]
        old = topology.route_tables[at]
        made.append(topology.with_replaced("route_tables", old, old.model_copy()))
    for before in made:
        for after in made:
            moved = after.moved_since(before, "route_tables")
            assert moved is not None
            assert {(id(a), id(b)) for a, b in moved} == _compared(before, after)
            known = after.sections_since(before)
            assert known in (None, {"route_tables"})


def test_more_or_fewer_things_are_not_told_apart() -> None:
    fewer = FIRST.model_copy(update={"route_tables": FIRST.route_tables[1:]})
    assert fewer.moved_since(FIRST, "route_tables") is None


def test_a_copy_is_not_what_its_original_replaced() -> None:
    old = FIRST.route_tables[0]
    later = FIRST.with_replaced("route_tables", old, old.model_copy())
    other = later.model_copy(update={"route_tables": (*later.route_tables[:3], old.model_copy())})
    moved = other.moved_since(FIRST, "route_tables")
    assert moved is not None and len(moved) == 2


def test_what_is_not_there_can_not_be_replaced() -> None:
    with pytest.raises(ValueError, match="route_tables"):
        FIRST.with_replaced("route_tables", RouteTable(name="rt9"), RouteTable(name="rt9"))


def test_sections_that_differ_are_known_of_each_other_and_of_a_third_one() -> None:
    two = Topology.model_validate(
        {"routeTables": [{"name": "rt"}], "nsgs": [{"name": "nsg"}], "vnets": [{"name": "net"}]}
    )
    table, group = two.route_tables[0], two.nsgs[0]
    one = two.with_replaced("route_tables", table, table.model_copy())
    other = two.with_replaced("nsgs", group, group.model_copy())
    assert one.sections_since(two) == two.sections_since(one) == {"route_tables"}
    assert one.sections_since(other) == {"route_tables", "nsgs"}
    further = other.with_replaced("route_tables", table, table.model_copy())
    assert further.sections_since(other) == {"route_tables"}
    assert further.sections_since(two) is None and two.model_copy().sections_since(two) is None
