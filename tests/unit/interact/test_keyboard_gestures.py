from aksdesigner.edit.connect import Connect
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.rename import Rename
from aksdesigner.interact.connect import Connecting
from aksdesigner.interact.follow import followed
from aksdesigner.interact.gesture import Modifiers
from aksdesigner.interact.nudge import nudged
from aksdesigner.interact.resize import grown
from aksdesigner.interact.snap import on_grid
from tests.unit.interact.pictures import ground, network, picture


def test_arrows_move_by_the_grid_shift_by_ten_alt_by_a_pixel() -> None:
    where = ground("vm:vm1")
    assert nudged(where, 1, 0, Modifiers()).command == Place({"vm:vm1": (24, 48)})
    assert nudged(where, 0, 1, Modifiers(shift=True)).command == Place({"vm:vm1": (16, 128)})
    assert nudged(where, -1, 0, Modifiers(alt=True)).command == Place({"vm:vm1": (15, 48)})


def test_presses_in_a_row_carry_one_merge_key() -> None:
    first, second = (nudged(ground("vm:vm1"), 1, 0, Modifiers()) for _ in range(2))
    assert first.merge and first.merge == second.merge
    assert nudged(ground("vnet:hub"), 1, 0, Modifiers()).merge != first.merge


def test_connecting_by_key_walks_to_what_can_be_connected() -> None:
    where = ground("vnet:hub")
    gesture = Connecting(where, "vnet:hub")
    preview = gesture.step(1, 0)
    assert gesture.target == "vnet:spoke1"
    assert preview.drop is not None and preview.drop.is_ok
    assert gesture.end_at_target().command == Connect("vnet:hub", "vnet:spoke1")


def test_connecting_to_nothing_says_so() -> None:
    gesture = Connecting(ground("vnet:hub"), "vnet:hub")
    gesture.step(-1, 0)
    assert gesture.end_at_target().command is None
    assert gesture.end_at_target().status


def test_a_selection_survives_a_rename_and_loses_what_is_gone() -> None:
    before = network()
    after = Rename("vnet:spoke1", "prod").apply(before)
    keys = ("vnet:spoke1", "subnet:spoke1/apps", "vm:vm1")
    assert followed(keys, before, after, picture(after)) == (
        "vnet:prod",
        "subnet:prod/apps",
        "vm:vm1",
    )
    bare = network()
    assert followed(keys, before, bare, picture(bare)) == ()


def test_ctrl_and_arrows_move_the_far_sides_of_a_box() -> None:
    where = ground("vnet:hub")
    box = where.nodes["vnet:hub"].box
    wider = grown(where, 1, 0, Modifiers())
    assert isinstance(wider.command, Resize)
    assert wider.command.box[2:] == (on_grid(box.right + 8) - box.x, box.h)
    taller = grown(where, 0, 1, Modifiers(shift=True))
    assert isinstance(taller.command, Resize)
    assert taller.command.box[3] == on_grid(box.bottom + 80) - box.y
    assert wider.merge and wider.merge == taller.merge


def test_a_box_grows_no_smaller_than_what_it_holds() -> None:
    where = ground("vnet:spoke1")
    assert any(where.scene.inside("vnet:spoke1"))
    outcome = grown(where, -1, 0, Modifiers(shift=True))
    if isinstance(outcome.command, Resize):
        x, _, w, _ = outcome.command.box
        assert all(n.box.right <= x + w for n in where.scene.inside("vnet:spoke1") if n.uid)
    far = where
    for _ in range(3):
        assert grown(far, -1, -1, Modifiers(shift=True)).status


def test_only_one_box_that_has_a_size_is_resized() -> None:
    for keys in ((), ("vnet:hub", "vnet:spoke1"), ("vm:vm1",)):
        outcome = grown(ground(*keys), 1, 0, Modifiers())
        assert outcome.command is None and outcome.status
