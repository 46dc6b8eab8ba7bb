"""Renaming rewrites every reference, in the topology and outside it."""

from __future__ import annotations

import pytest

from aksdesigner.edit.add import AddRegion, AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.rename import Rename, new_key_of
from aksdesigner.model.document import Document
from aksdesigner.model.note import Note
from aksdesigner.model.part import plain_of
from tests.support.edit_designs import HUB_SPOKE, hub_spoke, read


def rename(key: str, name: str) -> Document:
    before = hub_spoke()
    after = Rename(key, name).apply(before)
    uid = before.topology.index.by_key[key].resource.uid
    assert after.topology.index.by_uid[uid].key == new_key_of(Rename(key, name))
    assert Rename(new_key_of(Rename(key, name)), _plain_name(key)).apply(after) == before
    return after


def _plain_name(key: str) -> str:
    return key.partition(":")[2].rpartition("/")[2]


def test_a_network_is_renamed_everywhere() -> None:
    after = rename("vnet:spoke1", "payments")
    words = str(plain_of(after))
    assert "spoke1" not in words
    assert words.count("payments") == str(HUB_SPOKE).count("spoke1")


@pytest.mark.parametrize(
    ("key", "name", "left"),
    [
        ("subnet:spoke1/nodes", "workers", "nodes"),
        ("vm:app1", "web", "vm:app1"),
        ("fw:azfw", "edge", "azfw"),
        ("aks:aks1", "prod", "aks1"),
        ("rt:rt-spoke", "rt-x", "rt-spoke"),
        ("natgw:natgw-1", "nat", "natgw-1"),
        ("site:dc", "berlin", "'dc'"),
        ("paas:kv", "vault1", "'kv'"),
        ("zone:privatelink.vaultcore.azure.net", "other.zone", "privatelink"),
        ("pool:aks1/user", "apps", "user"),
    ],
)
def test_no_old_name_is_left(key: str, name: str, left: str) -> None:
    after = plain_of(rename(key, name))
    for note in after["notes"]:
        del note["text"]  # what somebody wrote stays as written
    assert left not in str(after)


def test_a_note_follows_and_its_text_stays() -> None:
    assert rename("vm:app1", "web").notes == (Note(text="ask vm:app1", about="vm:web"),)


def test_tokens_of_queries_follow() -> None:
    assert rename("aks:aks1", "prod").queries[1].details["from"] == "pod:prod/user"
    assert rename("pool:aks1/user", "apps").queries[1].details["from"] == "pod:aks1/apps"
    assert rename("site:dc", "berlin").queries[1].details["to"] == "onprem:berlin@172.20.0.4"
    sides = rename("aks:aks1", "prod").queries[3].details["expect"][0]["with"]
    assert sides == ["vnet spoke1 10.1.0.0/16", "prod podCidr 10.244.0.0/16"]
    sides = rename("vnet:spoke1", "x").queries[3].details["expect"][0]["with"]
    assert sides == ["vnet x 10.1.0.0/16", "aks1 podCidr 10.244.0.0/16"]


def test_positions_follow_in_every_view() -> None:
    after = rename("vnet:hub", "core")
    assert list(after.views[0].positions)[0] == "vnet:core"
    assert after.views[1].positions["vnet:core"] == (0, 0)
    assert "core2/nodes" in rename("vnet:spoke1", "core2").view.positions
    assert "pods:prod" in rename("aks:aks1", "prod").view.positions


def test_capitals_of_the_own_name_may_change() -> None:
    assert rename("vnet:hub", "HUB").topology.vnets[0].name == "HUB"


def test_the_own_name_changes_nothing() -> None:
    document = hub_spoke()
    assert Rename("vnet:hub", "hub").apply(document) is document


def test_a_region_is_renamed_with_its_networks() -> None:
    document = AddRegion("westeurope", (1, 2)).apply(hub_spoke())
    document = AddResource("vnet", "region:westeurope", name="eu").apply(document)
    after = Rename("region:westeurope", "eastus").apply(document)
    assert after.topology.vnets[-1].region == "eastus"
    assert after.view.positions["region:eastus"] == (1, 2)
    with pytest.raises(Refused, match="drawn already"):
        Rename("region:eastus", "north").apply(AddRegion("north").apply(after))


@pytest.mark.parametrize(
    ("key", "name", "reason"),
    [
        ("vnet:hub", "spoke1", "spoke1 is taken."),
        ("vnet:hub", "Spoke1", "spoke1 is taken."),
        ("subnet:spoke1/app", "pe", "spoke1/pe is taken."),
        ("pool:aks1/user", "system", "aks1/system is taken."),
        ("vnet:hub", "", "Found '', expected a name without spaces at its ends."),
        ("vnet:hub", "a/b", "Found 'a/b', expected a name without control characters or /."),
        ("vnet:hub", "a>b", "A network's name has no >."),
        ("peering:hub>spoke1", "x", "A peering is named by its networks."),
        ("subnet:hub/GatewaySubnet", "gw", "GatewaySubnet is a name that Azure needs here."),
        (
            "subnet:hub/AzureFirewallSubnet",
            "fw",
            "AzureFirewallSubnet is a name that Azure needs here.",
        ),
        ("subnet:spoke1/app", "GatewaySubnet", "GatewaySubnet: gateway only."),
        ("vm:none", "x", "none is not in this design."),
        ("region:mars", "x", "mars is not in this design."),
    ],
)
def test_refusals(key: str, name: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        Rename(key, name).apply(hub_spoke())
    assert str(refusal.value) == reason


def test_a_subnet_of_one_name_elsewhere_is_left_alone() -> None:
    after = rename("subnet:spoke1/app", "web")
    assert after.topology.index.at("subnet:spoke2/app") is not None
    vm = next(vm for vm in after.topology.vms if vm.name == "app2")
    assert vm.subnet == "app"


def test_a_pod_token_with_a_workload_follows() -> None:
    queries = [{"kind": "path", "from": "pod:c/p/ns/web", "to": "10.0.0.4"}]
    cluster = {"name": "c", "pools": [{"name": "p"}]}
    document = read({"aksClusters": [cluster]}, queries=queries)
    assert Rename("pool:c/p", "q").apply(document).queries[0].details["from"] == "pod:c/q/ns/web"
    assert Rename("aks:c", "d").apply(document).queries[0].details["from"] == "pod:d/p/ns/web"
