"""Fields are set through the model, and what hangs on them follows."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.command import Refused
from aksdesigner.edit.set_field import SetField, SetFields, SetSettings, key_after, split_path
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from tests.support.edit_designs import hub_spoke, read


def set_field(key: str, path: str, value: Any, document: Document | None = None) -> Document:
    return SetField(key, path, value).apply(document or hub_spoke())


def plain(document: Document, key: str) -> dict[str, Any]:
    resource = document.topology.index.at(key)
    assert resource is not None, key
    return plain_of(resource)


@pytest.mark.parametrize(
    ("key", "path", "value", "field", "written"),
    [
        ("vnet:hub", "prefixes", ["10.8.0.0/16"], "prefixes", ["10.8.0.0/16"]),
        ("vnet:hub", "dnsServers", ["10.0.1.4"], "dnsServers", ["10.0.1.4"]),
        ("vnet:hub", "dns_servers", ["10.0.1.4"], "dnsServers", ["10.0.1.4"]),
        ("vnet:hub", "tags.env", "prod", "tags", {"env": "prod"}),
        ("hub/shared", "prefix", "10.0.7.0/24", "prefix", "10.0.7.0/24"),
        ("hub/shared", "prefixes", [], "prefix", None),
        ("hub/shared", "nsg", None, "nsg", None),
        ("hub/shared", "routeTable", "rt-spoke", "routeTable", "rt-spoke"),
        ("aks:aks1", "podCidr", "100.64.0.0/14", "podCidr", "100.64.0.0/14"),
        ("aks:aks1", "outbound.managedIps", 3, "outbound", {"managedIps": 3}),
        ("aks:aks1", "internalLbs[0].name", "web", "internalLbs", [
            {"name": "web", "ip": "10.1.0.200"}
        ]),
        ("pool:aks1/user", "maxSurge", "33%", "maxSurge", "33%"),
        ("peering:hub>spoke1", "name", "to-spoke", "name", "to-spoke"),
    ],
)  # fmt: skip
def test_fields_by_both_names(key: str, path: str, value: Any, field: str, written: Any) -> None:
    after = set_field(key, path, value)
    assert plain(after, key if ":" in key else f"subnet:{key}").get(field) == written


def test_a_route_is_set_in_its_table() -> None:
    after = set_field("rt:rt-spoke", "routes[0].nextHopIp", "10.0.2.10")
    assert str(after.topology.route_tables[0].routes[0].next_hop_ip) == "10.0.2.10"
    routes = [*plain(after, "rt:rt-spoke")["routes"], {
        "name": "dc", "prefix": "172.20.0.0/16", "nextHopType": "VirtualNetworkGateway"
    }]  # fmt: skip
    assert len(set_field("rt:rt-spoke", "routes", routes).topology.route_tables[0].routes) == 2


def test_the_identity_stays() -> None:
    before = hub_spoke()
    after = set_field("subnet:hub/shared", "purpose", "tools", before)
    old = before.topology.index.by_key["subnet:hub/shared"].resource.uid
    assert after.topology.index.by_uid[old].key == "subnet:hub/shared"
    assert before.topology.vnets[1] is after.topology.vnets[1]


def test_the_same_value_changes_nothing() -> None:
    document = hub_spoke()
    assert set_field("vnet:hub", "prefixes", ["10.0.0.0/16"], document) is document
    assert SetSettings({"production": False}).apply(document) is document


def test_a_name_is_renamed_everywhere() -> None:
    command = SetFields("vm:app1", {"name": "web", "size": "Standard_D2s_v5"})
    after = command.apply(hub_spoke())
    assert plain(after, "vm:web")["size"] == "Standard_D2s_v5"
    assert after.topology.load_balancers[0].backends == ("vm:web",)
    assert key_after(command, hub_spoke()) == "vm:web"
    assert key_after(SetField("vm:app1", "size", "x"), hub_spoke()) == "vm:app1"


def test_another_network_brings_a_subnet_and_an_address() -> None:
    after = set_field("vm:app1", "vnet", "spoke2")
    assert plain(after, "vm:app1") == {
        "name": "app1",
        "vnet": "spoke2",
        "subnet": "app",
        "ip": "10.2.0.5",
    }
    after = set_field("pe:pe-kv", "vnet", "hub")
    assert plain(after, "pe:pe-kv")["subnet"] == "shared"  # never GatewaySubnet
    assert plain(after, "pe:pe-kv")["ip"] == "10.0.2.4"


def test_another_network_moves_a_cluster_whole() -> None:
    after = set_field("aks:aks1", "vnet", "hub")
    cluster = after.topology.aks_clusters[0]
    assert {pool.subnet for pool in cluster.pools} == {"shared"}
    assert cluster.internal_lbs[0].ip is None
    managed = set_field("aks:aks1", "vnet", None)
    assert {pool.subnet for pool in managed.topology.aks_clusters[0].pools} == {None}


def test_another_subnet_brings_an_address() -> None:
    assert plain(set_field("vm:app1", "subnet", "pe"), "vm:app1")["ip"] == "10.1.5.5"


def test_a_public_balancer_leaves_its_subnet() -> None:
    after = plain(set_field("lb:lbi", "type", "public"), "lb:lbi")
    assert {"vnet", "subnet", "ip"} & set(after) == set()
    document = read({"vnets": [{"name": "v", "subnets": [{"name": "s"}]}], "loadBalancers": [
        {"name": "l", "type": "public"}
    ]})  # fmt: skip
    after = plain(set_field("lb:l", "vnet", "v", document), "lb:l")
    assert after == {"name": "l", "vnet": "v", "subnet": "s"}


def test_another_end_of_a_peering_renames_it() -> None:
    document = set_field("peering:hub>spoke1", "to", "spoke2")
    assert document.topology.index.at("peering:hub>spoke2") is not None
    with pytest.raises(Refused, match="is taken"):
        set_field("peering:spoke1>hub", "from", "hub", read({
            "vnets": [{"name": "hub"}, {"name": "spoke1"}],
            "peerings": [{"from": "hub", "to": "hub"}, {"from": "spoke1", "to": "hub"}],
        }))  # fmt: skip


@pytest.mark.parametrize(
    ("key", "path", "value", "reason"),
    [
        ("vnet:hub", "prefixes", ["x"], "Found 'x', expected a prefix such as 10.0.0.0/16."),
        ("vnet:hub", "prefixes", "10.0.0.0/16", "Found '10.0.0.0/16', expected a list."),
        ("vnet:hub", "hub", "yes", "Found 'yes', expected true or false."),
        ("vnet:hub", "nonsense", 1, "Virtual network has no field nonsense."),
        ("vnet:hub", "uid", "u1", "Virtual network has no field uid."),
        ("vnet:hub", "a b", 1, "a b is no field."),
        ("vnet:hub", "subnets", [], "Subnets and pools are changed one by one."),
        ("vnet:hub", "subnets[0].name", "x", "Subnets and pools are changed one by one."),
        ("vnet:hub", "name", "", "A name can't be empty."),
        ("vnet:hub", "name", "spoke1", "spoke1 is taken."),
        ("vnet:none", "hub", True, "none is not in this design."),
        ("rt:rt-spoke", "routes[7].name", "x", "routes has no item 7."),
        ("rt:rt-spoke", "routes[0].colour", "x", "This part has no field colour."),
        ("gw:vgw", "connections[0].prefixes[0]", "x", "prefixes has nothing inside."),
        ("aks:aks1", "outbound.a.b", 1, "outbound has nothing inside."),
        ("subnet:hub/shared", "routeTable", "none", "There is no route table none."),
        ("subnet:hub/shared", "natGateway", "none", "There is no nat gateway none."),
        ("vm:app1", "vnet", "none", "There is no network none."),
        ("vm:app1", "subnet", "none", "There is no subnet spoke1/none."),
        ("vm:app1", "vnet", None, "Found nothing, expected a text."),
        ("nva:nva1", "subnet", "GatewaySubnet", "hub/GatewaySubnet: gateway only."),
        ("fw:azfw", "subnet", "shared", "hub/shared: needs AzureFirewallSubnet."),
        ("fw:azfw", "vnet", "spoke1", "spoke1 has no subnet for it."),
        ("pool:aks1/user", "subnet", "none", "There is no subnet spoke1/none."),
        ("aks:aks1", "vnet", "none", "There is no network none."),
        ("lb:lbi", "backends", ["vm:none"], "There is no virtual machine none."),
        ("zone:privatelink.vaultcore.azure.net", "links", [{"vnet": "no"}], "There is no virtual"),
    ],
)
def test_refusals(key: str, path: str, value: Any, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        set_field(key, path, value)
    assert str(refusal.value).startswith(reason)


def test_a_pool_stays_out_of_reserved_subnets() -> None:
    document = set_field("aks:aks1", "vnet", "hub")
    with pytest.raises(Refused, match="GatewaySubnet: gateway only"):
        set_field("pool:aks1/user", "subnet", "GatewaySubnet", document)


def test_settings_and_the_designs_name() -> None:
    after = SetSettings({"region": "eastus", "peeringMode": "serviceTagOnly", "name": "N"}).apply(
        hub_spoke()
    )
    assert (after.settings.region, after.settings.peering_mode, after.name) == (
        "eastus",
        "serviceTagOnly",
        "N",
    )
    for name in ("", " ", None, 4):
        with pytest.raises(Refused, match="needs a name"):
            SetSettings({"name": name}).apply(hub_spoke())
    with pytest.raises(Refused, match="expected 'strict'"):
        SetSettings({"peeringMode": "loose"}).apply(hub_spoke())


def test_paths_split() -> None:
    assert split_path("routes[0].nextHopIp") == ["routes", 0, "nextHopIp"]
    for bad in ("", ".a", "a.", "a[x]", "a[0", "a..b"):
        with pytest.raises(Refused):
            split_path(bad)
