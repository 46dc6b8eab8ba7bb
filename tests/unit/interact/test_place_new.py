import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.interact.gesture import Ground, Pointer
from aksdesigner.interact.place_new import PlacingNew, added
from aksdesigner.interact.select import holders
from aksdesigner.model.document import new_document
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.present.picture import Scene
from aksdesigner.present.scene import scene_of
from tests.unit.interact.pictures import at, ground, network


def test_the_preview_says_the_prefix_that_the_drop_then_gives() -> None:
    where = ground()
    placing = PlacingNew(where, "subnet")
    preview = placing.move(at(where, 160, 100))
    assert preview.drop is not None and preview.drop.key == "vnet:hub"
    outcome = placing.end(at(where, 160, 100))
    assert outcome.command is not None and outcome.selection is not None
    made = outcome.command.apply(where.document).topology.index.at(outcome.selection[0])
    assert isinstance(made, Subnet)
    assert preview.drop.text == f"gets {made.prefixes[0]}"
    assert preview.ghosts[0].title == made.name


def test_what_refuses_is_greyed_and_says_why() -> None:
    where = ground()
    preview = PlacingNew(where, "vm").move(at(where, 160, 100))
    assert preview.drop is not None and not preview.drop.is_ok
    assert preview.drop.text == "needs a subnet"
    assert preview.barred == {"vnet:hub"}
    outcome = PlacingNew(where, "vm").end(at(where, 160, 100))
    assert outcome.command is None and "needs a subnet" in outcome.status


def test_a_machine_over_another_one_goes_into_its_subnet() -> None:
    where = ground()
    preview = PlacingNew(where, "vm").move(at(where, 440, 110))
    assert preview.drop is not None and preview.drop.key == "subnet:spoke1/apps"


def test_a_network_refuses_for_its_subnet() -> None:
    """A firewall over an ordinary subnet is refused there, not put elsewhere in the network."""
    where = ground()
    preview = PlacingNew(where, "fw").move(at(where, 650, 150))
    assert preview.drop is not None and not preview.drop.is_ok
    assert preview.drop.key == "subnet:spoke1/apps"


def test_a_new_thing_rests_on_the_grid_of_its_container() -> None:
    where = ground()
    outcome = PlacingNew(where, "subnet").end(at(where, 163, 101))
    assert outcome.command is not None and outcome.selection is not None
    positions = outcome.command.apply(where.document).view.positions
    assert positions["hub/snet-1"] == (136, 88)


def test_a_route_table_on_a_subnet_becomes_its_chip() -> None:
    where = ground()
    outcome = PlacingNew(where, "rt").end(at(where, 650, 150))
    assert outcome.command is not None
    after = outcome.command.apply(where.document)
    subnet = after.topology.index.at("subnet:spoke1/apps")
    assert isinstance(subnet, Subnet) and subnet.route_table == after.topology.route_tables[0].name
    assert outcome.selection == (f"rt:{subnet.route_table}",)


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_every_kind_says_something_on_an_empty_canvas(kind: str) -> None:
    where = Ground(new_document(), Scene())
    placing = PlacingNew(where, kind)
    preview = placing.move(at(where, 0, 0))
    assert preview.ghosts and preview.status
    outcome = placing.end(at(where, 0, 0))
    assert (outcome.command is None) == (preview.drop is not None and not preview.drop.is_ok)


def test_a_region_is_drawn_with_a_size() -> None:
    where = Ground(new_document(), Scene())
    outcome = added(where, "region", None, (16, 24))
    assert outcome.command is not None and outcome.selection is not None
    after = outcome.command.apply(where.document)
    assert after.view.positions[outcome.selection[0]][:2] == (16, 24)
    with pytest.raises(Refused):
        outcome.command.apply(after)


def test_a_network_falls_where_it_is_dropped_also_into_the_default_region() -> None:
    document = new_document()
    document = document.replace(
        settings=document.settings.model_copy(update={"region": "westeurope"})
    )
    where = Ground(document, Scene())
    outcome = PlacingNew(where, "vnet").end(at(where, 424, 316))
    assert outcome.command is not None
    node = scene_of(outcome.command.apply(document), None).node("vnet:hub")
    assert node is not None and (node.box.x, node.box.y) == (400, 304)


def test_a_subnet_dropped_on_a_subnet_stands_beside_it() -> None:
    where = ground()
    preview = PlacingNew(where, "subnet").move(at(where, 650, 150))
    assert preview.drop is not None and preview.drop.is_ok
    assert preview.drop.key == "vnet:spoke1"
    assert not preview.barred


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS])
def test_what_is_greyed_refuses_and_what_is_not_takes_it_somewhere(kind: str) -> None:
    document = AddResource("aks", "subnet:spoke1/data").apply(network())
    where = Ground(document, scene_of(document, None))
    placing = PlacingNew(where, kind)
    barred = placing.move(at(where, -4000, 0)).barred
    for key in barred:
        x, y = where.nodes[key].box.x + 3, where.nodes[key].box.y + 20
        assert not placing.target(at(where, x, y)).is_ok
    for node in where.scene.nodes:
        inside = [n for n in where.scene.nodes if node.key in holders(where, n)]
        is_spared = node.is_container and not any(
            k in barred for k in (node.key, *holders(where, node))
        )
        if is_spared:
            places = [(n.box.x + 3, n.box.y + 20) for n in (node, *inside)]
            assert any(placing.target(at(where, *place)).is_ok for place in places)


def test_what_stands_there_is_not_pushed_away() -> None:
    document = network()
    where = Ground(document, scene_of(document, None))
    before = where.nodes["subnet:spoke1/apps"].box
    outcome = PlacingNew(where, "subnet").end(at(where, before.x + 60, before.y + 20))
    assert outcome.command is not None
    after = outcome.command.apply(document)
    assert not after.view.positions
    node = scene_of(after, None).node("subnet:spoke1/apps")
    assert node is not None and (node.box.x, node.box.y) == (before.x, before.y)


def with_firewall() -> Ground:
    """The hub has a firewall in its own subnet, drawn as a card."""
    document = AddResource("fw", "vnet:hub", name="azfw").apply(network())
    return Ground(document, scene_of(document, None))


def middle(where: Ground, key: str) -> Pointer:
    box = where.box_of(key)
    assert box is not None
    return at(where, *box.center)


def test_a_policy_over_a_firewall_becomes_its_chip() -> None:
    where = with_firewall()
    placing = PlacingNew(where, "fwpol")
    preview = placing.move(middle(where, "fw:azfw"))
    assert preview.drop is not None
    assert (preview.drop.key, preview.drop.text) == ("fw:azfw", "policy of azfw")
    assert not {"vnet:hub", "subnet:hub/AzureFirewallSubnet"} & preview.barred
    outcome = placing.end(middle(where, "fw:azfw"))
    assert outcome.command is not None and outcome.selection == ("fwpol:afwp-1",)
    after = outcome.command.apply(where.document)
    assert after.topology.firewalls[0].policy == "afwp-1"
    assert not after.view.positions
    scene = scene_of(after, None)
    assert [key for _, _, key in scene.by_key["fw:azfw"].chips] == ["fwpol:afwp-1"]
    chip = Ground(after, scene).box_of("fwpol:afwp-1")
    assert chip is not None and scene.by_key["fw:azfw"].box.holds(chip)


def test_a_firewall_with_a_policy_takes_no_second_one() -> None:
    where = with_firewall()
    document = AddResource("fwpol", "fw:azfw").apply(where.document)
    where = Ground(document, scene_of(document, None))
    preview = PlacingNew(where, "fwpol").move(middle(where, "fw:azfw"))
    assert preview.drop is not None and not preview.drop.is_ok
    assert preview.drop.text == "has a policy"


def test_a_plan_over_a_subnet_is_meant_for_its_network() -> None:
    where = ground()
    preview = PlacingNew(where, "ddos").move(middle(where, "subnet:spoke1/data"))
    assert preview.drop is not None and preview.drop.key == "vnet:spoke1"
    assert preview.drop.text == "DDoS plan of spoke1"


def test_a_resolver_says_which_subnets_it_brings() -> None:
    where = ground()
    preview = PlacingNew(where, "resolver").move(at(where, 160, 100))
    assert preview.drop is not None and preview.drop.key == "vnet:hub"
    assert preview.drop.text == "snet-dns-inbound and snet-dns-outbound"
