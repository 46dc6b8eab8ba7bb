from aksdesigner.interact.gesture import Hit, Modifiers
from aksdesigner.interact.select import RubberBand, clicked, keys_under, neighbour, walk
from tests.unit.interact.pictures import at, ground

PLAIN, SHIFT, CTRL = Modifiers(), Modifiers(shift=True), Modifiers(ctrl=True)


def test_a_click_replaces_shift_adds_ctrl_toggles() -> None:
    assert clicked(("a",), ("b",), PLAIN) == ("b",)
    assert clicked(("a",), ("b",), SHIFT) == ("a", "b")
    assert clicked(("a", "b"), ("b",), SHIFT) == ("a", "b")
    assert clicked(("a", "b"), ("b",), CTRL) == ("a",)
    assert clicked(("a",), ("b",), CTRL) == ("a", "b")


def test_a_click_on_nothing_clears_unless_a_key_is_held() -> None:
    assert clicked(("a",), (), PLAIN) == ()
    assert clicked(("a",), (), SHIFT) == ("a",)


def test_a_link_stands_for_both_halves() -> None:
    where = ground()
    both = keys_under(where, Hit("peering:hub>spoke1", "link"))
    assert both == ("peering:hub>spoke1", "peering:spoke1>hub")
    assert clicked(both, both, CTRL) == ()


def test_the_band_takes_what_it_holds_whole_and_nothing_inside_it_again() -> None:
    where = ground()
    band = RubberBand(where, at(where, 390, -10))
    assert band.end(at(where, 730, 410)).selection == ("vnet:spoke1",)
    assert band.end(at(where, 710, 290)).selection == (
        "subnet:spoke1/apps",
        "subnet:spoke1/data",
    )


def test_alt_takes_what_is_only_touched() -> None:
    where = ground()
    band = RubberBand(where, at(where, 330, 10))
    assert band.move(at(where, 410, 40)).selection == ()
    assert band.move(at(where, 410, 40, "alt")).selection == ("vnet:spoke1",)


def test_the_band_adds_and_toggles() -> None:
    where = ground("vnet:hub")
    band = RubberBand(where, at(where, 390, -10))
    assert band.end(at(where, 730, 410, "shift")).selection == ("vnet:hub", "vnet:spoke1")
    assert band.end(at(where, 730, 410, "ctrl")).selection == ("vnet:hub", "vnet:spoke1")
    own = RubberBand(where, at(where, -10, -10))
    assert own.end(at(where, 330, 210, "ctrl")).selection == ()


def test_tab_walks_and_leaves_past_the_ends() -> None:
    assert walk(ground()) == ("vnet:hub",)
    assert walk(ground("vnet:hub")) == ("vnet:spoke1",)
    assert walk(ground("vnet:spoke1"), is_backward=True) == ("vnet:hub",)
    assert walk(ground("vm:vm1")) == ()  # the last one in painting order
    assert walk(ground("vnet:hub"), is_backward=True) == ()


def test_the_neighbour_in_a_direction_is_no_relative() -> None:
    where = ground()
    assert neighbour(where, "subnet:spoke1/apps", 0, 1) == "subnet:spoke1/data"
    assert neighbour(where, "vnet:spoke1", -1, 0) == "vnet:hub"
    assert neighbour(where, "vnet:hub", -1, 0) is None
