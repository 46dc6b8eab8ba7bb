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


@given(NUMBER, NUMBER)
def test_without_neighbours_a_box_rests_on_the_grid_at_most_half_a_step_away(
    x: float, y: float
) -> None:
    box = snapped(Box(x, y, 40, 40), []).box
    assert box.x == on_grid(box.x) and box.y == on_grid(box.y)
    assert abs(box.x - x) <= 4 and abs(box.y - y) <= 4
