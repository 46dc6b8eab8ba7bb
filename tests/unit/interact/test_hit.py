from aksdesigner.edit.add import AddResource
from aksdesigner.edit.connect import Connect
from aksdesigner.interact.gesture import Ground
from aksdesigner.interact.hand import Hand
from aksdesigner.interact.hit import hit_at
from aksdesigner.model.document import new_document
from aksdesigner.present.picture import Box, Node, Scene
from aksdesigner.present.scene import scene_of
from tests.unit.interact.pictures import at, ground, network, picture


def test_the_innermost_box_is_hit() -> None:
    assert hit_at(ground(), 440, 110).key == "vm:vm1"
    assert hit_at(ground(), 650, 150).key == "subnet:spoke1/apps"
    assert hit_at(ground(), 650, 350).key == "vnet:spoke1"
    assert hit_at(ground(), 360, 300).key is None


def test_the_header_of_a_container_and_a_whole_card_are_titles() -> None:
    assert hit_at(ground(), 500, 60).zone == "title"
    assert hit_at(ground(), 500, 150).zone == "body"
    assert hit_at(ground(), 500, 130).zone == "title"


def test_a_link_is_hit_near_its_line_only() -> None:
    assert hit_at(ground(), 360, 104).zone == "link"
    assert hit_at(ground(), 360, 112).zone == "empty"


def test_reach_is_measured_on_the_screen() -> None:
    assert hit_at(ground(zoom=0.5), 360, 110).zone == "link"


def test_only_a_lone_selection_has_handles() -> None:
    corner = (704, 168)
    assert hit_at(ground("subnet:spoke1/apps"), *corner).side == "se"
    assert hit_at(ground("subnet:spoke1/apps", "vnet:hub"), *corner).zone != "handle"
    assert hit_at(ground("subnet:spoke1/apps"), 416, 80).side == "w"


def test_the_ring_in_the_middle_of_a_side_wins_over_the_edge() -> None:
    assert hit_at(ground("vnet:hub"), 160, 200).zone == "port"
    assert hit_at(ground(), 160, 205, hovered="vnet:hub").zone == "port"
    assert hit_at(ground(), 160, 205).zone == "empty"


def test_the_pointer_goes_through_what_is_hidden() -> None:
    document = network()
    where = Ground(document, picture(document), hidden=frozenset({"vm:vm1"}))
    assert hit_at(where, 440, 110).key == "subnet:spoke1/apps"


def test_a_region_is_caught_by_its_title_only() -> None:
    frame = Node("region:x", None, "region", "region", None, Box(0, 0, 500, 500), "x")
    where = Ground(new_document(), Scene((frame,)))
    assert hit_at(where, 40, 20).key == "region:x"
    assert hit_at(where, 40, 200).key is None


def test_a_chip_is_hit_and_dragged_as_what_it_names() -> None:
    document = AddResource("rt", "subnet:spoke1/apps", name="rt-1").apply(network())
    where = Ground(document, scene_of(document, None))
    (chip,) = where.chips["rt:rt-1"]
    assert hit_at(where, *chip.center).key == "rt:rt-1"
    hand = Hand()
    hand.press(where, at(where, *chip.center))
    data = where.nodes["subnet:spoke1/data"].box
    hand.move(at(where, *data.center))
    outcome = hand.release(at(where, *data.center))
    assert outcome.command == Connect("rt:rt-1", "subnet:spoke1/data")


def test_chips_are_not_there_when_they_are_not_drawn() -> None:
    document = AddResource("rt", "subnet:spoke1/apps", name="rt-1").apply(network())
    where = Ground(document, scene_of(document, None), detail="middle")
    assert where.chips == {}
