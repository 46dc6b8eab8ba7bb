"""Things go to other containers, and what belongs to them comes along."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.add import AddRegion
from aksdesigner.edit.command import Refused
from aksdesigner.edit.reparent import Reparent
from aksdesigner.model.document import Document
from aksdesigner.model.nesting import container_of
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import topology_problems
from tests.support.edit_designs import HUB_SPOKE, hub_spoke, read


def move(key: str, parent: str | None, document: Document | None = None) -> Document:
    after = Reparent(key, parent, (7, 8)).apply(document or hub_spoke())
    assert topology_problems(after.topology, "") == []
    return after


def plain(document: Document, key: str) -> dict[str, Any]:
    resource = document.topology.index.at(key)
    assert resource is not None, key
    return plain_of(resource)


@pytest.mark.parametrize(
    ("key", "parent", "ip"),
    [
        ("vm:app1", "subnet:hub/shared", {"ip": "10.0.2.4"}),
        ("nva:nva1", "subnet:spoke1/app", {"ip": "10.1.4.5"}),
        ("pe:pe-kv", "subnet:spoke2/app", {"ip": "10.2.0.5"}),
        ("lb:lbi", "subnet:spoke1/pe", {"ip": "10.1.5.5"}),
    ],
)
def test_a_card_goes_to_another_subnet(key: str, parent: str, ip: dict[str, str]) -> None:
    after = move(key, parent)
    assert container_of(after.topology.index, key) == parent
    vnet, _, subnet = parent.partition(":")[2].partition("/")
    assert plain(after, key).items() >= {"vnet": vnet, "subnet": subnet, **ip}.items()
    assert after.view.positions[key] == (7, 8)
    before = hub_spoke().topology.index.by_key[key].resource
    assert {type(before)} == {type(after.topology.index.by_key[key].resource)}


def test_routes_and_dns_follow_a_moved_appliance() -> None:
    topology = dict(HUB_SPOKE["topology"])
    topology["routeTables"] = [
        {
            "name": "rt-spoke",
            "routes": [
                {
                    "name": "d",
                    "prefix": "0.0.0.0/0",
                    "nextHopType": "VirtualAppliance",
                    "nextHopIp": "10.0.2.10",
                },
                {"name": "i", "prefix": "1.0.0.0/8", "nextHopType": "Internet"},
            ],
        }
    ]
    topology["vnets"] = [
        {**vnet, "dnsServers": ["10.0.2.10", "10.0.2.11"]} for vnet in topology["vnets"]
    ]
    after = move("nva:nva1", "subnet:spoke1/pe", read(topology))
    assert str(after.topology.route_tables[0].routes[0].next_hop_ip) == "10.1.5.5"
    assert [str(server) for server in after.topology.vnets[0].dns_servers] == [
        "10.1.5.5",
        "10.0.2.11",
    ]


def test_an_address_of_two_is_not_followed() -> None:
    topology = dict(HUB_SPOKE["topology"])
    twin = {"name": "twin", "vnet": "hub", "subnet": "shared", "ip": "10.0.1.4"}
    topology["vms"] = [*topology["vms"], twin]
    after = move("fw:azfw", "vnet:spoke2", read(topology))
    assert str(after.topology.route_tables[0].routes[0].next_hop_ip) == "10.0.1.4"


def test_a_firewall_and_its_routes_go_to_another_network() -> None:
    after = move("fw:azfw", "vnet:spoke2")
    assert plain(after, "subnet:spoke2/AzureFirewallSubnet")["prefix"] == "10.2.1.0/26"
    assert plain(after, "fw:azfw")["ip"] == "10.2.1.4"
    assert str(after.topology.route_tables[0].routes[0].next_hop_ip) == "10.2.1.4"


def test_a_gateway_goes_to_another_network() -> None:
    after = move("gw:vgw", "vnet:spoke2")
    assert container_of(after.topology.index, "gw:vgw") == "subnet:spoke2/GatewaySubnet"


def test_a_cluster_goes_with_all_its_pools() -> None:
    after = move("aks:aks1", "subnet:spoke2/app")
    cluster = after.topology.aks_clusters[0]
    assert cluster.vnet == "spoke2"
    assert {pool.subnet for pool in cluster.pools} == {"app"}
    assert cluster.internal_lbs[0].ip is None


def test_a_cluster_in_its_network_leaves_other_subnets_alone() -> None:
    subnets = [{"name": "a"}, {"name": "b"}, {"name": "c"}]
    pools = [{"name": "one", "subnet": "a"}, {"name": "two", "subnet": "b"}]
    document = read(
        {
            "vnets": [{"name": "v", "subnets": subnets}],
            "aksClusters": [{"name": "k", "vnet": "v", "pools": pools}],
        }
    )
    after = move("aks:k", "subnet:v/c", document)
    assert [pool.subnet for pool in after.topology.aks_clusters[0].pools] == ["c", "b"]


def test_a_pool_goes_to_another_cluster() -> None:
    topology = dict(HUB_SPOKE["topology"])
    other = {"name": "aks2", "vnet": "spoke2", "pools": [{"name": "system", "subnet": "app"}]}
    topology["aksClusters"] = [*topology["aksClusters"], other]
    queries = [{"kind": "path", "from": "pod:aks1/user", "to": "10.0.0.4"}]
    document = read(topology, queries=queries)
    after = move("pool:aks1/user", "aks:aks2", document)
    assert plain(after, "pool:aks2/user") == {"name": "user", "subnet": "app"}
    assert after.queries[0].details["from"] == "pod:aks2/user"
    with pytest.raises(Refused, match="aks2/system is taken"):
        move("pool:aks1/system", "aks:aks2", document)


def test_a_subnet_goes_with_everything_in_it() -> None:
    after = move("subnet:spoke1/app", "vnet:hub", hub_spoke())
    assert plain(after, "subnet:hub/app") == {
        "name": "app",
        "prefix": "10.0.3.0/24",
        "routeTable": "rt-spoke",
    }
    assert plain(after, "vm:app1")["vnet"] == "hub"
    assert plain(after, "vm:app1")["ip"] == "10.0.3.4"
    assert plain(after, "lb:lbi")["ip"] == "10.0.3.100"
    assert after.view.positions["hub/app"] == (7, 8)
    assert after.view.positions["vm:app1"] == (8, 40)
    before = hub_spoke()
    moved = Reparent("spoke1/app", "vnet:hub").apply(before)
    uid = before.topology.index.by_key["subnet:spoke1/app"].resource.uid
    assert moved.topology.index.by_uid[uid].key == "subnet:hub/app"


def test_a_cluster_goes_with_its_subnet() -> None:
    after = move("subnet:spoke1/nodes", "vnet:spoke2")
    cluster = after.topology.aks_clusters[0]
    assert (cluster.vnet, str(cluster.internal_lbs[0].ip)) == ("spoke2", "10.2.4.200")
    assert after.queries[2].details["subnet"] == "spoke2/nodes"
    assert after.accepted[0].subject == "subnet:spoke2/nodes"


def test_reservations_follow_their_subnet() -> None:
    after = move("subnet:spoke1/pe", "vnet:spoke2")
    assert after.topology.private_endpoint_ips[0].subnet == "spoke2/pe"
    assert plain(after, "pe:pe-kv")["ip"] == "10.2.1.4"


def test_a_prefix_that_fits_and_is_free_stays() -> None:
    vnets = [
        {"name": "a", "prefixes": ["10.0.0.0/16"], "subnets": [{"name": "s",
                                                                 "prefix": "10.0.5.0/24"}]},
        {"name": "b", "prefixes": ["10.0.0.0/16"]},
    ]  # fmt: skip
    after = move("a/s", "vnet:b", read({"vnets": vnets}))
    assert plain(after, "subnet:b/s")["prefix"] == "10.0.5.0/24"
    sizeless = [{"name": "a", "subnets": [{"name": "s"}]}, {"name": "b"}]
    assert plain(move("a/s", "vnet:b", read({"vnets": sizeless})), "subnet:b/s") == {"name": "s"}


def test_a_nat_gateway_stays_with_its_other_subnets() -> None:
    subnets = [{"name": "s", "natGateway": "n"}, {"name": "t", "natGateway": "n"}]
    vnets = [{"name": "a", "subnets": subnets}, {"name": "b"}]
    document = read({"vnets": vnets, "natGateways": [{"name": "n"}]})
    once = move("a/s", "vnet:b", document)
    assert plain(once, "subnet:b/s") == {"name": "s"}
    assert plain(move("a/t", "vnet:b", once), "subnet:b/t")["natGateway"] == "n"


def test_what_uses_two_subnets_keeps_them_together() -> None:
    subnets = [{"name": "a"}, {"name": "b"}]
    pools = [{"name": "one", "subnet": "a"}, {"name": "two", "subnet": "b"}]
    document = read(
        {
            "vnets": [{"name": "v", "subnets": subnets}, {"name": "w"}],
            "aksClusters": [{"name": "k", "vnet": "v", "pools": pools}],
        }
    )
    with pytest.raises(Refused, match="k also uses another subnet of v"):
        move("v/a", "vnet:w", document)


def test_networks_go_into_regions_and_out() -> None:
    document = AddRegion("westeurope").apply(hub_spoke())
    inside = move("vnet:hub", "region:westeurope", document)
    assert plain(inside, "vnet:hub")["region"] == "westeurope"
    # the size that somebody gave the box stays
    assert inside.view.positions["vnet:hub"] == (7, 8, 520, 300)
    outside = move("vnet:hub", None, inside)
    assert "region" not in plain(outside, "vnet:hub")


def test_a_balancer_outside_is_public() -> None:
    after = plain(move("lb:lbi", None), "lb:lbi")
    assert after == {"name": "lbi", "type": "public", "backend": "vm:app1"}


def test_a_table_dropped_on_a_subnet_is_associated() -> None:
    after = move("rt:rt-spoke", "subnet:spoke1/pe")
    assert plain(after, "subnet:spoke1/pe")["routeTable"] == "rt-spoke"
    assert "rt:rt-spoke" not in after.view.positions


def test_the_same_container_moves_the_box_alone() -> None:
    document = hub_spoke()
    after = move("subnet:spoke1/app", "vnet:spoke1", document)
    assert after.topology is document.topology
    assert after.view.positions["spoke1/app"] == (7, 8)
    assert Reparent("spoke1/app", "vnet:spoke1").apply(document) is document


def test_a_firewall_dropped_on_its_own_network_stays() -> None:
    document = hub_spoke()
    assert move("fw:azfw", "vnet:hub", document) is document
    moved = move("fw:azfw", "vnet:spoke2", document)
    # the pointer measured from the network, the box stands in the subnet
    assert "fw:azfw" not in moved.view.positions


@pytest.mark.parametrize(
    ("key", "parent", "reason"),
    [
        ("vm:app1", "subnet:hub/GatewaySubnet", "app1: gateway only."),
        ("vm:app1", "vnet:hub", "app1: needs a subnet."),
        ("vm:app1", None, "app1: needs a subnet."),
        ("subnet:spoke1/app", "vnet:spoke2", "spoke2/app is taken."),
        ("subnet:spoke1/app", None, "spoke1/app: needs a VNet."),
        ("vnet:hub", "vnet:spoke1", "hub: needs free canvas."),
        ("fw:azfw", "subnet:spoke1/app", "azfw: needs AzureFirewallSubnet."),
        ("site:dc", "vnet:hub", "dc: stays outside networks."),
        ("rt:rt-spoke", "subnet:spoke1/app", "rt-spoke: has a route table."),
        ("region:x", None, "A region stays where it is."),
        ("vm:none", None, "none is not in this design."),
        ("pool:aks1/user", None, "aks1/user: needs a cluster."),
    ],
)
def test_refusals(key: str, parent: str | None, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        Reparent(key, parent).apply(hub_spoke())
    assert str(refusal.value) == reason


def test_no_room_is_refused() -> None:
    vnets = [
        {"name": "a", "prefixes": ["10.0.0.0/16"], "subnets": [{"name": "s",
                                                                 "prefix": "10.0.0.0/20"}]},
        {"name": "b", "prefixes": ["10.1.0.0/24"]},
    ]  # fmt: skip
    with pytest.raises(Refused, match="b has no free /20"):
        Reparent("a/s", "vnet:b").apply(read({"vnets": vnets}))
