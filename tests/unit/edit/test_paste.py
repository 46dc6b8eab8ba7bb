"""Copy and paste: free names, prefixes and addresses; what is referred to; refusals."""

from __future__ import annotations

import pytest

from aksdesigner.edit.clip import clip_of
from aksdesigner.edit.command import Refused
from aksdesigner.edit.paste import Paste, next_names
from aksdesigner.edit.suggest import addresses_of
from aksdesigner.interact.clipboard import clip_text, read_clip
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import Key
from aksdesigner.model.reading import read_document, topology_problems
from aksdesigner.store.design_file import parse_design
from tests.support.edit_designs import HUB_SPOKE
from tests.support.shared import CHECKOUT
from tests.unit.interact.pictures import network


def hub_spoke() -> Document:
    return read_document(HUB_SPOKE).document


def all_kinds() -> Document:
    data = (CHECKOUT / "tests" / "support" / "all_kinds.yaml").read_bytes()
    return parse_design(data, "all_kinds.yaml").document


def pasted(
    source: Document, keys: tuple[Key, ...], target: Document, parent: Key | None = None
) -> tuple[Document, tuple[Key, ...]]:
    command = Paste(read_clip(clip_text(source, keys)), parent)
    found = command.keys_in(target)
    return command.apply(target), found


def test_a_network_comes_with_all_in_it_and_a_range_of_its_own() -> None:
    before = hub_spoke()
    after, (key,) = pasted(before, ("vnet:spoke1",), before)
    assert key == "vnet:spoke3"
    old, new = (after.topology.index.at(k) for k in ("vnet:spoke1", key))
    assert old == before.topology.index.at("vnet:spoke1")
    assert not any(a.overlaps(b) for a in old.prefixes for b in new.prefixes)
    assert [s.name for s in new.subnets] == [s.name for s in old.subnets]
    assert all(any(p.contains(q) for p in new.prefixes) for s in new.subnets for q in s.prefixes)
    assert new.subnets[0].route_table == "rt-spoke"
    assert len(after.topology.route_tables) == len(before.topology.route_tables)


def test_a_subnet_stays_in_its_network_with_the_next_free_prefix() -> None:
    before = hub_spoke()
    after, (key,) = pasted(before, ("subnet:spoke1/app",), before)
    assert key == "subnet:spoke1/app-2"
    prefixes = [p for s in after.topology.vnets[1].subnets for p in s.prefixes]
    assert len(prefixes) == 4
    assert not any(a is not b and a.overlaps(b) for a in prefixes for b in prefixes)


def test_a_machine_gets_an_address_of_its_own() -> None:
    before = network()
    after, (key,) = pasted(before, ("vm:vm1",), before)
    assert key == "vm:vm2"
    first, second = (after.topology.index.at(k) for k in ("vm:vm1", "vm:vm2"))
    assert first == before.topology.index.at("vm:vm1")
    assert second.ip != first.ip and second.subnet == first.subnet


def test_what_is_selected_takes_the_copy_when_it_can() -> None:
    before = network()
    after, (key,) = pasted(before, ("vm:vm1",), before, "subnet:spoke1/data")
    machine = after.topology.index.at(key)
    data = after.topology.index.at("subnet:spoke1/data")
    assert machine.subnet == "data" and data.prefixes[0].contains(machine.ip)
    after, (key,) = pasted(before, ("vm:vm1",), before, "vnet:hub")  # takes none: back home
    assert after.topology.index.at(key).subnet == "apps"
    after, (key,) = pasted(before, ("subnet:spoke1/apps",), before, "vnet:hub")
    assert key == "subnet:hub/apps"
    assert {vm.name: vm.vnet for vm in after.topology.vms} == {"vm1": "spoke1", "vm2": "hub"}


def test_another_design_gets_what_is_named_too_and_nothing_else() -> None:
    before = hub_spoke()
    after, keys = pasted(before, ("vnet:spoke1",), new_document())
    assert keys == ("vnet:spoke1",)
    assert [t.name for t in after.topology.route_tables] == ["rt-spoke"]
    assert [v.name for v in after.topology.vnets] == ["spoke1"]
    assert after.topology.vnets[0].prefixes == before.topology.index.at("vnet:spoke1").prefixes


def test_peerings_between_what_is_copied_come_along() -> None:
    after, _ = pasted(hub_spoke(), ("vnet:hub", "vnet:spoke1"), new_document())
    assert {(p.from_, p.to) for p in after.topology.peerings} == {
        (p.from_, p.to)
        for p in hub_spoke().topology.peerings
        if {p.from_, p.to} == {"hub", "spoke1"}
    }
    assert after.topology.peerings


@pytest.mark.parametrize(
    ("keys", "target", "reason"),
    [
        (("vm:vm1",), new_document(), "vm1: needs a subnet."),
        (("subnet:spoke1/apps",), new_document(), "spoke1/apps: needs a VNet."),
    ],
)
def test_what_has_no_place_says_so(keys, target, reason) -> None:
    with pytest.raises(Refused, match=reason):
        pasted(network(), keys, target)


def test_a_second_subnet_of_a_name_that_azure_reserves_is_refused() -> None:
    with pytest.raises(Refused):
        pasted(hub_spoke(), ("subnet:hub/GatewaySubnet",), hub_spoke())


@pytest.mark.parametrize(
    "text", ["", "hello", "{", '{"a": 1}', "10.0.0.0/16\n10.1.0.0/16", "\ud800"]
)
def test_text_that_is_no_design_is_refused(text) -> None:
    with pytest.raises(Refused, match="nothing that can be pasted"):
        read_clip(text)


def test_a_design_typed_by_hand_can_be_pasted_whole() -> None:
    clip = read_clip("aksdesigner: 1\ntopology:\n  vnets: [{name: a, prefixes: [10.9.0.0/16]}]\n")
    assert Paste(clip).keys_in(new_document()) == ("vnet:a",)


def test_lies_about_what_was_copied_are_left_out() -> None:
    text = clip_text(network(), ("vnet:hub",)).replace(
        '["vnet:hub"]', '["vnet:nowhere", "vnet:hub"]'
    )
    assert read_clip(text).tops == ("vnet:hub",)


def test_names_go_on_counting() -> None:
    assert next(next_names("vm1")) == "vm2"
    assert next(next_names("web")) == "web-2"
    assert next(next_names("snet-9")) == "snet-10"


def test_every_thing_of_every_kind_is_copied_beside_itself_or_refused() -> None:
    """The design stays whole, the originals stay as they are, no address is doubled."""
    before = all_kinds()
    copied = 0
    addresses = [address for _, address in addresses_of(before.topology)]
    for entry in before.topology.index.entries:
        clip = clip_of(before, (entry.key,))
        if not clip.tops:
            assert entry.resource.kind == "peering"
            continue
        try:
            after, (key,) = pasted(before, (entry.key,), before)
        except Refused as reason:
            assert str(reason).endswith(".")
            continue
        copied += 1
        assert key not in before.topology.index.by_key
        assert not topology_problems(after.topology, "topology"), entry.key
        for old in before.topology.index.entries:
            now = after.topology.index.by_uid[old.resource.uid]
            assert now.key == old.key
            if old.resource.kind not in ("vnet", "aks"):  # they hold the copies of what is in them
                assert now.resource == old.resource, (entry.key, old.key)
        fresh = [a for _, a in addresses_of(after.topology)]
        assert len(fresh) - len(set(fresh)) <= len(addresses) - len(set(addresses)), entry.key
    assert copied > 25


def test_everything_goes_into_an_empty_design_and_is_the_same_network() -> None:
    before = all_kinds()
    keys = tuple(entry.key for entry in before.topology.index.entries)
    after, _ = pasted(before, keys, new_document())
    assert set(after.topology.index.by_key) == set(before.topology.index.by_key)
    for entry in before.topology.index.entries:
        assert after.topology.index.at(entry.key) == entry.resource, entry.key
