import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner.interact.snap import on_grid, snapped
from aksdesigner.present.picture import Box

NUMBER = st.floats(-5_000, 5_000)


def test_the_corner_goes_to_the_grid() -> None:
    assert snapped(Box(13, 27, 50, 50), []).box == Box(16, 24, 50, 50)


def test_an_edge_of_a_neighbour_pulls_more_than_the_grid() -> None:
    result = snapped(Box(102, 300, 40, 40), [Box(101, 0, 90, 40)])
    assert result.box.x == 101
    assert result.guides[0].start == (101, 0) and result.guides[0].end == (101, 344)


def test_the_pull_is_measured_on_the_screen() -> None:
    neighbour = Box(101, 0, 90, 40)
    assert snapped(Box(97.5, 300, 40, 40), [neighbour], zoom=1.0).box.x == 101
    assert snapped(Box(97.5, 300, 40, 40), [neighbour], zoom=2.0).box.x == 96


ROW = [Box(0, 0, 100, 40), Box(130, 0, 100, 40)]


@pytest.mark.parametrize(
    ("x", "others", "rest"),
    [
        (262.0, ROW, 260),  # behind two that are 30 apart
        (-132.0, ROW, -130),  # before them
        (133.0, [Box(0, 0, 100, 40), Box(260, 0, 100, 40)], 130),  # between two
    ],
)
def test_gaps_alike_pull_and_are_shown(x, others, rest) -> None:
    found = snapped(Box(x, 3, 100, 34), others)
    assert found.box.x == rest
    gaps = [g for g in found.guides if g.start[1] == g.end[1] and g.end[0] - g.start[0] == 30]
    assert len(gaps) == 2


def test_gaps_alike_pull_down_a_column_too_and_not_from_another_row() -> None:
    column = [Box(0, 0, 100, 40), Box(0, 70, 100, 40)]
    assert snapped(Box(7, 143, 100, 40), column).box.y == 140
    assert snapped(Box(262, 300, 100, 34), ROW).box.x == 264  # the grid: nothing beside it


def test_alike_gaps_are_not_made_of_boxes_that_overlap() -> None:
    others = [Box(0, 0, 100, 200), Box(90, 0, 100, 200)]
    assert not [g for g in snapped(Box(211, 40, 50, 11), others).guides if g.start[1] == g.end[1]]


@given(NUMBER, NUMBER)
def test_without_neighbours_a_box_rests_on_the_grid_at_most_half_a_step_away(
    x: float, y: float
) -> None:
    box = snapped(Box(x, y, 40, 40), []).box
    assert box.x == on_grid(box.x) and box.y == on_grid(box.y)
    assert abs(box.x - x) <= 4 and abs(box.y - y) <= 4
