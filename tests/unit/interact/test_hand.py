import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.reparent import Reparent
from aksdesigner.interact.connect import added_and_connected, connectable_kinds
from aksdesigner.interact.gesture import Ground, Offer, Outcome, Preview
from aksdesigner.interact.hand import Hand
from aksdesigner.model.document import new_document
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.present.scene import scene_of
from tests.unit.interact.pictures import at, ground

Spot = tuple[float, float]


def drag(where: Ground, start: Spot, end: Spot, *held: str) -> tuple[Preview | None, Outcome]:
    hand = Hand()
    hand.press(where, at(where, *start))
    preview = hand.move(at(where, *end, *held))
    return preview, hand.release(at(where, *end, *held))


def test_a_press_that_hardly_moves_is_a_click() -> None:
    preview, outcome = drag(ground(), (500, 130), (502, 131))
    assert preview is None
    assert outcome == Outcome(selection=("vm:vm1",))


def test_a_drag_selects_what_it_takes_along_and_moves_it_by_its_corner() -> None:
    preview, outcome = drag(ground(), (160, 60), (171, 262))
    assert preview is not None and preview.selection == ("vnet:hub",)
    assert outcome.selection == ("vnet:hub",)
    assert outcome.command == Place({"vnet:hub": (8, 200)})


def test_positions_are_relative_to_the_container() -> None:
    _, outcome = drag(ground(), (440, 110), (464, 118))
    assert outcome.command == Place({"vm:vm1": (16 + 24, 48 + 8)})


def test_alt_suspends_the_grid() -> None:
    _, outcome = drag(ground(), (160, 60), (171, 263), "alt")
    assert outcome.command == Place({"vnet:hub": (11, 203)})


def test_a_selection_moves_together_without_moving_contents_twice() -> None:
    where = ground("vnet:spoke1", "vm:vm1", "vnet:hub")
    preview, outcome = drag(where, (160, 60), (160, 460))
    assert preview is not None and len(preview.ghosts) == 2
    assert outcome.command == Place({"vnet:spoke1": (400, 400), "vnet:hub": (0, 400)})


def test_a_drop_on_another_container_goes_there() -> None:
    preview, outcome = drag(ground(), (440, 110), (460, 210))
    assert preview is not None and preview.drop is not None
    assert preview.drop.key == "subnet:spoke1/data" and preview.drop.is_ok
    assert isinstance(outcome.command, Reparent)
    after = outcome.command.apply(ground().document)
    assert after.topology.vms[0].subnet == "data"


def test_ctrl_while_dropping_does_not_nest() -> None:
    _, outcome = drag(ground(), (440, 110), (460, 210), "ctrl")
    assert isinstance(outcome.command, Place)


def test_what_cannot_be_there_is_refused_with_a_reason() -> None:
    preview, outcome = drag(ground(), (440, 110), (160, 100))
    assert preview is not None and preview.drop is not None
    assert not preview.drop.is_ok and preview.drop.text == "needs a subnet"
    assert "vnet:hub" in preview.barred
    assert outcome.command is None and "needs a subnet" in outcome.status


def test_a_subnet_dropped_on_another_network_takes_a_prefix_there() -> None:
    where = ground()
    _, outcome = drag(where, (500, 270), (100, 100))
    assert isinstance(outcome.command, Reparent)
    after = outcome.command.apply(where.document).topology.index
    moved = after.at("subnet:hub/data")
    assert isinstance(moved, Subnet)
    assert where.document.topology.vnets[0].prefixes[0].contains(moved.prefixes[0])


@pytest.mark.parametrize(
    ("side", "start", "by", "box"),
    [
        ("se", (320, 200), (33, 18), (0, 0, 352, 216)),
        ("nw", (0, 0), (9, -9), (8, -8, 312, 208)),
        ("e", (320, 60), (40, 99), (0, 0, 360, 200)),
        ("se", (320, 200), (-900, -900), (0, 0, 48, 32)),
    ],
)
def test_a_handle_resizes(side: str, start: Spot, by: Spot, box: tuple[float, ...]) -> None:
    where = ground("vnet:hub")
    assert at(where, *start).hit.side == side
    _, outcome = drag(where, start, (start[0] + by[0], start[1] + by[1]))
    assert isinstance(outcome.command, Resize)
    assert outcome.command.box == box


def test_a_box_does_not_shrink_below_what_it_holds() -> None:
    _, outcome = drag(ground("vnet:spoke1"), (720, 400), (500, 100))
    assert isinstance(outcome.command, Resize)
    assert outcome.command.box == (400, 0, 316, 292)


def test_resizing_from_the_upper_left_leaves_contents_where_they_are() -> None:
    where = ground("vnet:spoke1")
    placed = Place({"subnet:spoke1/apps": (16, 48)}).apply(where.document)
    where = Ground(placed, where.scene, where.selection)
    _, outcome = drag(where, (400, 0), (360, -40))
    assert isinstance(outcome.command, Resize)
    assert outcome.command.box == (360, -40, 360, 440)
    assert outcome.command.kept == {"subnet:spoke1/apps": (56, 88)}


def test_a_line_from_a_port_connects() -> None:
    where = ground("vnet:hub")
    preview, outcome = drag(where, (320, 100), (600, 350))
    assert preview is not None and preview.line is not None and preview.drop is not None
    assert preview.drop.text == "peering hub – spoke1"
    assert outcome.command == Connect("vnet:hub", "vnet:spoke1")


def test_the_line_reaches_outward_to_what_can_be_connected() -> None:
    where = ground("vnet:hub")
    _, outcome = drag(where, (320, 100), (650, 140))
    assert outcome.command == Connect("vnet:hub", "vnet:spoke1")


def test_a_line_to_nothing_asks_what_shall_be_there() -> None:
    where = ground("vnet:hub")
    _, outcome = drag(where, (320, 100), (360, 600))
    assert outcome.command is None and outcome.offer == Offer("vnet:hub", (360, 600))
    kinds = connectable_kinds(where, "vnet:hub")
    assert {"vnet", "zone"} <= set(kinds) and not {"subnet", "vm"} & set(kinds)
    made = added_and_connected(where, outcome.offer, "vnet")
    assert made.command is not None and made.selection == ("vnet:spoke2",)
    after = made.command.apply(where.document)
    assert [p.name for p in after.topology.peerings] == ["hub>spoke2", "spoke2>hub"]


def test_cancel_forgets_everything() -> None:
    where = ground()
    hand = Hand()
    hand.press(where, at(where, 160, 60))
    hand.move(at(where, 200, 300))
    hand.cancel()
    assert not hand.is_busy
    assert hand.release(at(where, 200, 300)) == Outcome()


def in_region(default: str | None, own: str | None) -> Ground:
    """hub in the frame of a region, by the design's default or by its own field."""
    document = AddResource("vnet", name="hub", fields={"region": own} if own else {}).apply(
        new_document()
    )
    document = document.replace(settings=document.settings.model_copy(update={"region": default}))
    return Ground(document, scene_of(document, None))


@pytest.mark.parametrize(
    ("default", "own", "leaves"),
    [("westeurope", None, False), ("westeurope", "westeurope", False), (None, "westeurope", True)],
)
def test_a_network_leaves_its_region_only_when_it_was_put_there(
    default: str | None, own: str | None, leaves: bool
) -> None:
    where = in_region(default, own)
    box = where.nodes["vnet:hub"].box
    _, outcome = drag(where, (box.x + 30, box.y + 20), (box.x + 1230, box.y + 820))
    assert outcome.command is not None
    after = outcome.command.apply(where.document)
    node = scene_of(after, None).node("vnet:hub")
    assert node is not None
    assert (node.parent is None) == leaves
    assert (node.box.x, node.box.y) == pytest.approx((box.x + 1200, box.y + 800), abs=8)


def test_a_line_over_the_inside_of_a_peered_network_says_that_it_is_peered() -> None:
    document = Connect("vnet:hub", "vnet:spoke1").apply(ground().document)
    where = Ground(document, ground().scene, ("vnet:hub",))
    preview, outcome = drag(where, (320, 100), (650, 140))
    assert preview is not None and preview.drop is not None
    assert preview.drop.text == "already peered" and outcome.command is None
